internal import SAX
internal import Syndication

extension FeedMarkup {
  /// A text construct as one plain line; nil when nothing is left of it.
  func atomLine(_ place: Int) -> String? {
    let form = AtomText.form(of: place, in: self)
    guard let decoded = AtomText.decoded(place, in: self) else { return line(place, form: form) }
    let line =
      form == .plain
      ? PlainText.line(fromText: decoded[...]) : PlainText.line(fromHTML: decoded[...])
    return line.isEmpty ? nil : line
  }

  /// A text construct as content.
  func atomBody(_ place: Int, in outer: FeedScope) -> ContentBody {
    var form = AtomText.form(of: place, in: self)
    guard let decoded = AtomText.decoded(place, in: self) else {
      return body(place, form: form, in: outer)
    }
    let type = attributeText(.type, of: place)?.lowercased() ?? ""
    if type.hasPrefix("image/") || type.hasPrefix("audio/") || type.hasPrefix("video/") {
      return ContentBody([], form: .plain, scope: outer, use: use)
    }
    if form == .elements { form = .html }
    let scope = scope(place, in: outer)
    return ContentBody(decoded[...], form: form, scope: scope, use: use)
  }

  /// A person construct: `name`, `uri` (or Atom 0.3's `url`), `email`.
  func atomPerson(_ place: Int, in outer: FeedScope) -> Person? {
    guard tape.hasChildren(place) else {
      return line(place).flatMap { PersonText.person(from: $0) }
    }
    let scope = scope(place, in: outer)
    var person = Person()
    var mail: String?
    tape.forEachChild(of: place) { child in
      switch name(child) {
      case .name: person.name = person.name ?? line(child, form: .plain)
      case .uri, .url, .homepage, .href:
        person.url = person.url ?? address(bytes(child), in: self.scope(child, in: scope))
      case .email: mail = mail ?? line(child, form: .plain)
      case .image, .logo:
        person.avatar = person.avatar ?? address(attribute(.href, of: child), in: scope)
      default: break
      }
    }
    if person.url == nil, let mail, mail.contains("@") { person.url = "mailto:\(mail)" }
    person.name = person.name ?? mail
    return person.name == nil && person.url == nil ? nil : person
  }
}
