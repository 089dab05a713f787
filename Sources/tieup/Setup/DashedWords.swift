/// Words of a user's that begin with a hyphen: a search for `-racing toyota`, a note `- ask again`.
enum DashedWords {
  /// The arguments with a blank in front of each that looks like an option and can be none, since
  /// white space stands in its name; without it the parser would take it for one.
  ///
  /// What stands behind `--` is left alone: there the parser takes nothing for an option.
  static func freed(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    let freed = arguments[..<end].map { argument in
      guard argument.hasPrefix("-") else { return argument }
      let name = argument.prefix { $0 != "=" }
      return name.contains(where: \.isWhitespace) ? " " + argument : argument
    }
    return freed + arguments[end...]
  }
}
