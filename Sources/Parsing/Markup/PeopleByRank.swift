internal import Syndication

/// People named in several ways, of which only the best way counts.
struct PeopleByRank {
  /// The ways, the best first.
  enum Rank: Int { case author, creator, podcast, credit, editor, publisher, master }

  /// The first one, who nearly always stays the only one.
  private var first: (rank: Rank, person: Person)?
  private var others: [(rank: Rank, person: Person)] = []

  /// Takes in a person from one line of text.
  mutating func add(_ line: String?, rank: Rank) {
    guard let line, let person = PersonText.person(from: line) else { return }
    add(person, rank: rank)
  }

  /// Takes in a person, unless one of that name is there already.
  mutating func add(_ person: Person, rank: Rank) {
    guard let first else {
      first = (rank, person)
      return
    }
    guard others.count < 199 else { return }
    let isSame: ((rank: Rank, person: Person)) -> Bool = {
      $0.rank == rank && $0.person.name == person.name && $0.person.url == person.url
    }
    if !isSame(first), !others.contains(where: isSame) { others.append((rank, person)) }
  }

  /// Those who are named in the best way that was used.
  var best: [Person] {
    guard let first else { return [] }
    if others.isEmpty { return [first.person] }
    let people = [first] + others
    guard let best = people.min(by: { $0.rank.rawValue < $1.rank.rawValue })?.rank else {
      return []
    }
    return people.filter { $0.rank == best }.map(\.person)
  }
}
