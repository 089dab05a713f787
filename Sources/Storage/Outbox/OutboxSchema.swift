/// The second shape of the store: what is told to whom, what a digest said, and running counts.
enum OutboxSchema {
  /// Frozen, like every shipped migration.
  static let tables = """
    -- One row for each telling of a story to a target; kept after delivery, so that the same stage
    -- of a story is never told twice.
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      target TEXT NOT NULL,
      -- The story's id at the time, which stays the id of one of its items.
      story INTEGER NOT NULL,
      -- Empty where the story has no stage.
      stage TEXT NOT NULL,
      -- The stage that was told before; NULL for none.
      previous TEXT,
      isNew INTEGER NOT NULL,
      at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      nextTry INTEGER NOT NULL,
      delivered INTEGER,
      UNIQUE (target, story, stage));
    CREATE INDEX outboxPending ON outbox(target, nextTry) WHERE delivered IS NULL;
    -- How a target is doing: failures in a row, what went wrong last.
    CREATE TABLE receiver (
      target TEXT PRIMARY KEY, failures INTEGER NOT NULL DEFAULT 0, lastError TEXT,
      lastDelivery INTEGER) WITHOUT ROWID;
    -- Which stage of which story the last digest told.
    CREATE TABLE digested (story INTEGER PRIMARY KEY, stage TEXT NOT NULL);
    -- Counts that outlive the process, for the metrics.
    CREATE TABLE counter (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
    PRAGMA user_version = 2;
    """
}
