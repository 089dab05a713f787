/// How the value of an attribute is taken over.
enum AttributePolicy {
  /// Not at all.
  case dropped
  /// As text.
  case text
  /// Where it is a number, perhaps with a percent sign.
  case number
  /// Where it is one plain word: an id, a language, a direction, a kind.
  case word
  /// As an address that a person may follow.
  case link
  /// As an address that is loaded with the article.
  case media
  /// As a list of such addresses.
  case mediaSet
  /// As a name without a value.
  case flag

  /// The policy for `name` on `element`; what is not listed is dropped.
  static func of(_ name: HTMLAttribute.Name, on element: HTMLElement) -> AttributePolicy {
    switch name {
    case .title: .text
    case .id, .lang, .dir, .xmlLang: .word
    case .href: element == .a ? .link : .dropped
    case .name: element == .a ? .word : .dropped
    case .src: element == .video || element == .audio || element == .source ? .media : .dropped
    case .srcset: element == .source ? .mediaSet : .dropped
    case .poster: element == .video ? .media : .dropped
    case .sizes: element == .img || element == .source ? .text : .dropped
    case .media: element == .source ? .text : .dropped
    case .alt: element == .img ? .text : .dropped
    case .width, .height: element == .img || element == .video ? .number : .dropped
    case .cite: citing.contains(element) ? .link : .dropped
    case .datetime: dated.contains(element) ? .text : .dropped
    case .start: element == .ol ? .number : .dropped
    case .value: element == .li ? .number : .dropped
    case .reversed: element == .ol ? .flag : .dropped
    case .open: element == .details ? .flag : .dropped
    case .type: element == .ol || element == .ul || element == .source ? .word : .dropped
    case .colspan, .rowspan: element == .td || element == .th ? .number : .dropped
    case .span: element == .col || element == .colgroup ? .number : .dropped
    case .scope: element == .th ? .word : .dropped
    case .abbr: element == .th ? .text : .dropped
    default: .dropped
    }
  }

  private static let citing: [HTMLElement] = [.blockquote, .q, .ins, .del]
  private static let dated: [HTMLElement] = [.time, .ins, .del]
}
