/// Every three words in a row of a story's texts, as numbers; a word is a run of letters or one
/// character of a script without spaces.
///
/// Scheme 1. Nothing in here may ever change: stored sketches hang on it.
struct Shingles: Sendable {
  /// The shingles so far.
  var numbers: [UInt64] = []
  /// The words that the next shingles begin with.
  var words = Words()

  /// Makes room for so many more.
  mutating func reserve(_ count: Int) { numbers.reserveCapacity(numbers.count + count) }

  /// The word that is being read.
  struct Word: Sendable {
    fileprivate var value = empty

    /// What no character has gone into.
    private static let empty: UInt64 = 0xCBF2_9CE4_8422_2325

    fileprivate var isEmpty: Bool { value == Self.empty }

    /// Takes a further letter or digit.
    @inline(__always)
    mutating func add(_ base: UInt16) { value = (value ^ UInt64(base)) &* 0x100_0000_01B3 }
  }

  /// The last two words, and the one that is being read.
  struct Words: Sendable {
    var word = Word()
    private var last: UInt64 = 0, lastButOne: UInt64 = 0
    private var count = 0

    /// Takes the next character of a text: into the word, or what ends it.
    mutating func add(_ character: FoldedCharacter, to shingles: inout [UInt64]) {
      if character.baseKind.isSpaced {
        word.add(character.base)
        return
      }
      end(&shingles)
      if character.baseKind.isUnspaced {
        add(UInt64(character.base) &* 0x9E37_79B9_7F4A_7C15, &shingles)
      }
    }

    /// Ends the word, if there is one.
    mutating func end(_ shingles: inout [UInt64]) {
      if word.isEmpty { return }
      add(word.value, &shingles)
      word = Word()
    }

    private mutating func add(_ word: UInt64, _ shingles: inout [UInt64]) {
      count += 1
      if count >= length { shingles.append(mix(lastButOne ^ mix(last ^ mix(word)))) }
      (lastButOne, last) = (last, word)
    }
  }

  private static let length = 3

  /// Scatters a number's bits.
  static func mix(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
