internal import Syndication

/// An item as it was just written, with what its story hangs on.
struct WrittenItem {
  /// Its id, the feed that it came from, and what it is sorted by.
  let id: Int64, feed: Int64, date: Int64
  /// What the classifier said.
  let verdict: Verdict
  /// The sketch of its text; nil where the text was too short for one.
  let sketch: SketchRecord?
  /// Its headline, as it is and as it is compared.
  let title: String?, foldedTitle: String
  /// Keys of the sketch's parts and, for a headline long enough to be nobody else's, of that.
  let bands: [Int64]

  /// Takes what was written; `sketch` is the record of `fingerprint`.
  init(
    id: Int64,
    feed: Int64,
    date: Int64,
    verdict: Verdict,
    fingerprint: Fingerprint,
    sketch: SketchRecord?,
    title: String?,
    foldedTitle: String? = nil
  ) {
    (self.id, self.feed, self.date) = (id, feed, date)
    (self.verdict, self.title, self.sketch) = (verdict, title, sketch)
    let folded = foldedTitle ?? ItemKey.folded(title)
    self.foldedTitle = folded
    var bands = SketchRecord.bands(fingerprint)
    if let key = Headline.key(folded: folded) { bands.append(key) }
    self.bands = bands
  }
}
