/// An encoding by the labels that documents give it, read the way browsers read them.
enum Charset: Equatable {
  case utf8
  case windows1252
  /// One that the converter knows by this name.
  case named(String)

  /// The encoding behind a label; nil when it says nothing useful about bytes that are no UTF-8.
  init?(label: String) {
    let plain = label.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " && $0 != ":" }
    if let known = Self.aliases[plain] {
      self = known
    } else if plain.hasPrefix("utf") || plain.hasPrefix("ucs") || plain.hasPrefix("unicode") {
      return nil
    } else if plain.hasPrefix("iso8859"), let part = Int(plain.dropFirst(7).prefix { $0.isNumber })
    {
      self = Self.latin(part)
    } else if let page = Self.codePage(plain) {
      self = page == "1252" ? .windows1252 : .named("CP" + page)
    } else {
      self = .named(label.uppercased())
    }
  }

  private static func latin(_ part: Int) -> Charset {
    switch part {
    case 1: .windows1252
    case 9: .named("CP1254")
    case 11: .named("CP874")
    default: .named("ISO-8859-\(part)")
    }
  }

  private static func codePage(_ label: String) -> String? {
    for prefix in ["windows", "xcp", "cp", "ibm", "dos", "ms"] where label.hasPrefix(prefix) {
      let digits = label.dropFirst(prefix.count)
      if !digits.isEmpty, digits.allSatisfy(\.isNumber) { return String(digits) }
    }
    return nil
  }

  private static let aliases: [String: Charset] = {
    let families: [(Charset, String)] = [
      (.utf8, "utf8 unicode11utf8 xunicode20utf8 utf"),
      (.windows1252, "ascii usascii ansix3.41968 latin1 l1 cp819 ibm819 isoir100 none binary 8bit"),
      (
        .named("GB18030"),
        "gb2312 gbk gb18030 xgbk csgb2312 gb231280 csiso58gb231280 chinese isoir58 cp936 windows936 euccn"
      ),
      (.named("BIG5-HKSCS"), "big5 big5hkscs cnbig5 xxbig5 csbig5"),
      (
        .named("CP932"),
        "shiftjis sjis xsjis mskanji windows31j csshiftjis ms932 shiftjisx0213 xmscp932"
      ),
      (.named("EUC-JP-MS"), "eucjp xeucjp ujis cseucpkdfmtjapanese"),
      (
        .named("CP949"),
        "euckr ksc56011987 ksc5601 ksc56011989 korean cseuckr isoir149 uhc windows949 xwindows949"
      ),
      (.named("KOI8-R"), "koi8r koi koi8 cskoi8r"),
      (.named("KOI8-U"), "koi8u koi8ru"),
      (.named("CP874"), "tis620 windows874 dos874"),
      (.named("MACINTOSH"), "macintosh mac xmacroman macroman"),
      (.named("MAC-CYRILLIC"), "xmaccyrillic xmacukrainian maccyrillic"),
      (.named("ISO-8859-2"), "latin2 l2"), (.named("CP1254"), "latin5 l5"),
      (.named("ISO-8859-15"), "latin9 l9 csisolatin9"),
      (.named("ISO-8859-5"), "cyrillic csisolatincyrillic"),
      (.named("ISO-8859-6"), "arabic"), (.named("ISO-8859-7"), "greek greek8 sunelggreek1"),
      (.named("ISO-8859-8"), "hebrew visual iso88598i logical"),
    ]
    var table: [String: Charset] = [:]
    for (charset, labels) in families {
      for label in labels.split(separator: " ") { table[String(label)] = charset }
    }
    return table
  }()

  /// What unlabelled text in a language was probably written in, the likeliest first.
  static func guesses(language: String) -> [String] {
    switch language {
    case "ja": ["EUC-JP-MS", "CP932"]
    case "zh": ["GB18030", "BIG5-HKSCS"]
    case "ko": ["CP949"]
    case "ru", "bg", "sr", "mk", "be", "uk": ["CP1251"]
    case "pl", "cs", "sk", "hu", "hr", "sl", "ro": ["CP1250"]
    case "el": ["CP1253"]
    case "tr": ["CP1254"]
    case "he", "iw": ["CP1255"]
    case "ar", "fa": ["CP1256"]
    case "th": ["CP874"]
    default: []
    }
  }
}
