import Foundation
import GRDB

/// The shape of the store and how every earlier shape becomes the present one.
///
/// Shipped migrations are frozen, written in strings, and only ever appended to.
enum Schema {
  /// Marks the file as a store of tieup ("TieU"), so that no other database is taken for one.
  static let applicationID: Int32 = 0x5469_6555
  /// What `user_version` says after all migrations; a higher one is from a later program.
  static let version = 4

  /// The migrations, oldest first.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 feeds, items, stories") { db in
      try db.execute(sql: feeds)
      try db.execute(sql: items)
      try db.execute(sql: stories)
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
    }
    migrator.registerMigration("2 outbox, digests, counts") { db in
      try db.execute(sql: OutboxSchema.tables)
    }
    migrator.registerMigration("3 words by the stretch", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: wordStretches)
    }
    migrator.registerMigration("4 bands by the bucket", foreignKeyChecks: .immediate) { db in
      try db.execute(sql: bandBuckets)
      try fillBandBuckets(db)
      try db.execute(sql: "DROP TABLE band; PRAGMA user_version = 4")
    }
    return migrator
  }

  /// Feeds with their politeness, hosts on hold, and what is known of the runs.
  private static let feeds = """
    CREATE TABLE feed (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE,
      title TEXT, homePage TEXT, summary TEXT, language TEXT, format TEXT,
      firstSeen INTEGER NOT NULL,
      etag TEXT, lastModified TEXT, validatorsURL TEXT, lastBody INTEGER, bodyHash INTEGER,
      lastAttempt INTEGER, lastSuccess INTEGER, nextCheck INTEGER, nextCheckReason TEXT,
      serverFloor INTEGER, freshness INTEGER, wasUnreachable INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0, lastError TEXT, httpStatus INTEGER, movedTo TEXT,
      isGone INTEGER NOT NULL DEFAULT 0,
      hintInterval INTEGER, skipHours INTEGER NOT NULL DEFAULT 0,
      skipDays INTEGER NOT NULL DEFAULT 0,
      -- 0: its ids are believed; 1: they are not, links and titles are.
      idPolicy INTEGER NOT NULL DEFAULT 0,
      -- How many of its ids were found to name several articles, and how many of its documents
      -- called articles that are known by new ids.
      repeatedIDs INTEGER NOT NULL DEFAULT 0, renames INTEGER NOT NULL DEFAULT 0,
      -- The newest posts' dates, and the keys of the newest document, 8 bytes each.
      recent BLOB, present BLOB);
    CREATE TABLE hostHold (
      host TEXT PRIMARY KEY, until INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE fact (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE run (at INTEGER PRIMARY KEY, report TEXT NOT NULL);
    CREATE TABLE term (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
    """

  /// Items, by what names they are known in which feed, their edits, and the words in them.
  private static let items = """
    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      feed INTEGER NOT NULL REFERENCES feed,
      -- The story that it is part of; NULL for an untagged item that stands alone.
      story INTEGER,
      -- What it is sorted by: the earlier of published and firstSeen.
      date INTEGER NOT NULL,
      published INTEGER,
      firstSeen INTEGER NOT NULL,
      score INTEGER NOT NULL DEFAULT 0,
      -- 1: it came with the first body of its feed.
      backlog INTEGER NOT NULL DEFAULT 0,
      -- Address and title together, hashed; NULL without an address.
      twin INTEGER,
      textHash INTEGER NOT NULL,
      title TEXT, url TEXT,
      -- Only where it differs from url.
      canonical TEXT,
      language TEXT, authors TEXT, sketch BLOB, verdict BLOB, summary TEXT, content TEXT);
    CREATE INDEX itemByDate ON item(date);
    CREATE INDEX itemByFeed ON item(feed, date);
    CREATE INDEX itemByTwin ON item(twin) WHERE twin IS NOT NULL;
    CREATE INDEX itemByStory ON item(story) WHERE story IS NOT NULL;
    CREATE INDEX storyInFeed ON item(feed, story) WHERE story IS NOT NULL;
    -- item 0: the key names several articles. item NULL: the item was pruned and stays away.
    CREATE TABLE identity (
      feed INTEGER NOT NULL REFERENCES feed, key INTEGER NOT NULL, item INTEGER,
      PRIMARY KEY (feed, key)) WITHOUT ROWID;
    -- Further feeds that carry an item; its first one stands in item.feed.
    CREATE TABLE outlet (
      item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
      feed INTEGER NOT NULL REFERENCES feed,
      firstSeen INTEGER NOT NULL, published INTEGER, url TEXT,
      PRIMARY KEY (item, feed)) WITHOUT ROWID;
    CREATE INDEX outletByFeed ON outlet(feed, item);
    -- What an item was before a change; the oldest row has its first text.
    CREATE TABLE edit (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
      at INTEGER NOT NULL, title TEXT, summary TEXT, content TEXT, verdict BLOB);
    CREATE INDEX editByItem ON edit(item);
    -- The index holds words only; a scan of it (a dump, say) shows the texts that they are from.
    CREATE VIEW wordsOf AS
      SELECT id, title, ifnull(summary, '') || char(10) || ifnull(content, '') AS text FROM item;
    CREATE VIRTUAL TABLE words USING fts5(
      title, text, content='wordsOf', content_rowid='id', columnsize=0,
      tokenize="unicode61 remove_diacritics 2");
    """

  /// How far the word index goes, and that it takes longer stretches and merges them later.
  private static let wordStretches = """
    INSERT INTO fact(name, value) SELECT 'wordsUpTo', max(ifnull((SELECT max(id) FROM item), 0),
      ifnull((SELECT value FROM fact WHERE name = 'lastItem'), 0));
    INSERT INTO words(words, rank) VALUES ('automerge', 8);
    INSERT INTO words(words, rank) VALUES ('hashsize', 4194304);
    PRAGMA user_version = 3;
    """

  /// Parts of the sketches of recent items, many to a row: 16 bytes each, a key and an item.
  ///
  /// In a bucket are those whose keys have the same first 12 bits; others wait to be put into one.
  private static let bandBuckets = """
    CREATE TABLE bandBucket (bucket INTEGER PRIMARY KEY, entries BLOB NOT NULL);
    CREATE TABLE waitingBand (id INTEGER PRIMARY KEY, entries BLOB NOT NULL);
    -- The earliest items of a story of thousands are found without a look at the others.
    DROP INDEX itemByStory;
    CREATE INDEX itemByStory ON item(story, date) WHERE story IS NOT NULL;
    """

  private static func fillBandBuckets(_ db: Database) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT key, item FROM band ORDER BY key")
    var bucket: Int64?
    var entries: [Int64] = []
    func write() throws {
      try db.execute(
        sql: "INSERT INTO bandBucket(bucket, entries) VALUES (?, ?)",
        arguments: [bucket, Data(PackedNumbers.bytes(entries))]
      )
      entries = []
    }
    while let row = try rows.next() {
      let key: Int64 = row[0]
      let next = BandEntry.bucket(of: key)
      if let bucket, bucket != next { try write() }
      bucket = next
      entries += [key, row[1]]
    }
    if bucket != nil { try write() }
  }

  /// Stories, what links items to them, and reviews.
  private static let stories = """
    -- References are written out only where an index makes them cheap to hold; `check` looks after
    -- the others. Only stories that are tagged, have several items, or were reviewed.
    CREATE TABLE story (
      id INTEGER PRIMARY KEY,
      lead INTEGER NOT NULL,
      date INTEGER NOT NULL, latest INTEGER NOT NULL,
      size INTEGER NOT NULL, feeds INTEGER NOT NULL,
      score INTEGER NOT NULL, form TEXT, stage TEXT,
      -- Term ids, of variable length.
      tags BLOB, parties BLOB, themes BLOB,
      -- 0 none, 1 confirmed, 2 rejected.
      review INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX storyByForm ON story(form, date) WHERE form IS NOT NULL;
    CREATE INDEX storyByStage ON story(stage, date) WHERE stage IS NOT NULL;
    CREATE INDEX storyByReview ON story(review, date) WHERE review <> 0;
    CREATE INDEX storyByStar ON story(date) WHERE starred <> 0;
    CREATE TABLE storyTag (
      tag INTEGER NOT NULL REFERENCES term, date INTEGER NOT NULL,
      story INTEGER NOT NULL,
      PRIMARY KEY (tag, date, story)) WITHOUT ROWID;
    CREATE TABLE itemTag (
      tag INTEGER NOT NULL REFERENCES term, date INTEGER NOT NULL,
      item INTEGER NOT NULL,
      PRIMARY KEY (tag, date, item)) WITHOUT ROWID;
    CREATE TABLE itemParty (
      party INTEGER NOT NULL REFERENCES term, date INTEGER NOT NULL,
      item INTEGER NOT NULL,
      PRIMARY KEY (party, date, item)) WITHOUT ROWID;
    -- Two parties and the kind of event, hashed: neighbours in date tell one event.
    CREATE TABLE pairing (
      key INTEGER NOT NULL, date INTEGER NOT NULL,
      item INTEGER NOT NULL,
      PRIMARY KEY (key, date, item)) WITHOUT ROWID;
    -- Parts of the sketches of recent items, to find near-duplicates by.
    CREATE TABLE band (
      key INTEGER NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (key, item)) WITHOUT ROWID;
    -- Two items that tell the same, the lower id first; byPart 0: in nearly the same words,
    -- 1: one of them names only some of the companies.
    CREATE TABLE likeness (
      item INTEGER NOT NULL, other INTEGER NOT NULL, byPart INTEGER NOT NULL,
      PRIMARY KEY (item, other)) WITHOUT ROWID;
    CREATE INDEX likenessByOther ON likeness(other, item);
    -- Kept for ever; item is the story's id when it was reviewed.
    CREATE TABLE review (
      id INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item,
      at INTEGER NOT NULL, mark TEXT NOT NULL, note TEXT);
    CREATE INDEX reviewByItem ON review(item);
    """
}
