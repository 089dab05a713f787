/// Players of the large video sites, and the pages that show the same video to a person.
enum VideoEmbed {
  /// The page of the video that the player at `address` shows; nil for any other address.
  static func page(ofPlayer address: String) -> String? {
    guard let slashes = address.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    var rest = address[slashes...].dropFirst(2)
    if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
    for (player, page) in players where rest.hasPrefix(player) {
      let id = rest.utf8.dropFirst(player.utf8.count).prefix {
        $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
      guard (1...64).contains(id.count) else { return nil }
      return page + String(decoding: id, as: UTF8.self)
    }
    return nil
  }

  private static let players: [(player: String, page: String)] = [
    ("youtube.com/embed/videoseries?list=", "https://www.youtube.com/playlist?list="),
    ("youtube.com/embed/", "https://www.youtube.com/watch?v="),
    ("youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v="),
    ("youtube.com/v/", "https://www.youtube.com/watch?v="),
    ("player.vimeo.com/video/", "https://vimeo.com/"),
    ("dailymotion.com/embed/video/", "https://www.dailymotion.com/video/"),
    ("geo.dailymotion.com/player.html?video=", "https://www.dailymotion.com/video/"),
    ("player.twitch.tv/?video=", "https://www.twitch.tv/videos/"),
    ("player.twitch.tv/?channel=", "https://www.twitch.tv/"),
    ("player.bilibili.com/player.html?bvid=", "https://www.bilibili.com/video/"),
    ("rutube.ru/play/embed/", "https://rutube.ru/video/"),
    ("streamable.com/e/", "https://streamable.com/"),
    ("fast.wistia.net/embed/iframe/", "https://fast.wistia.net/embed/iframe/"),
    ("tiktok.com/embed/v2/", "https://www.tiktok.com/embed/v2/"),
  ]
}
