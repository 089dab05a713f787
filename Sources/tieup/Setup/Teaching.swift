import Aggregation
import Foundation
import Subscriptions
import Syndication

extension CommandContext {
  /// The settings of a run from feeds.yml, and what the reader taught the classifier.
  func runSettings(_ file: FeedsFile) throws(Failure) -> RunSettings {
    var policy = FetchPolicy(
      userAgent: file.settings.userAgentHeader(version: Version.text)
    )
    policy.interval = file.settings.interval
    policy.timeout = file.settings.timeout
    policy.concurrency = file.settings.concurrency
    policy.perHost = file.settings.perHost
    policy.maxBytes = file.settings.maxBytes
    policy.allowPrivateHosts = file.settings.allowPrivateHosts
    policy.allowLocalFiles = file.settings.allowLocalFiles
    policy.localFolder = configFolder
    var settings = RunSettings(policy: policy)
    settings.rules = file.rules
    settings.rulesFile = locations.config
    (settings.lexicon, settings.weights) = try taught()
    return settings
  }

  /// The reader's own lexicon lines (`data/lexicon/*.tsv`) and learned weights, where there are any.
  func taught() throws(Failure) -> (lexicon: [(name: String, text: String)], weights: String?) {
    let folder = locations.data + "/lexicon"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      // An editor's own files beside them, `.#cues.tsv`, are not the reader's words.
      .filter { $0.hasSuffix(".tsv") && !$0.hasPrefix(".") }
      // Alliances name companies, so they are read after the files that may add them.
      .sorted { ($0.hasPrefix("alliances") ? 1 : 0, $0) < ($1.hasPrefix("alliances") ? 1 : 0, $1) }
    var lexicon: [(name: String, text: String)] = []
    var weights: String? = nil
    for name in names {
      let path = "\(folder)/\(name)"
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure("\(path): cannot be read; check its permissions", .inputOutput)
      }
      guard let text = String(data: data, encoding: .utf8) else {
        throw Failure("\(path): not UTF-8; save it as UTF-8", .badInput)
      }
      if name == "weights.tsv" { weights = text } else { lexicon.append((path, text)) }
    }
    return (lexicon, weights)
  }
}
