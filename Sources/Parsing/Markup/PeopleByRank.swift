internal import Syndication

/// People named in several ways, of which only the best way counts.
struct PeopleByRank {
  /// The ways, the best first.
  enum Rank: Int { case author, creator, podcast, credit, editor, publisher, master }

  private var people: [(rank: Rank, person: Person)] = []

  /// Takes in a person from one line of text.
  mutating func add(_ line: String?, rank: Rank) {
    guard let line, let person = PersonText.person(from: line) else { return }
    add(person, rank: rank)
  }

  /// Takes in a person, unless one of that name is there already.
  mutating func add(_ person: Person, rank: Rank) {
    guard people.count < 200 else { return }
    let isKnown = people.contains {
      $0.rank == rank && $0.person.name == person.name && $0.person.url == person.url
    }
    if !isKnown { people.append((rank, person)) }
  }

  /// Those who are named in the best way that was used.
  var best: [Person] {
    if people.count <= 1 { return people.map(\.person) }
    guard let best = people.min(by: { $0.rank.rawValue < $1.rank.rawValue })?.rank else {
      return []
    }
    return people.filter { $0.rank == best }.map(\.person)
  }
}
