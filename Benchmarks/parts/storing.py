"""The store of one run, beside SQLite alone over the same rows."""
import os
import subprocess

import corpus
from measuring import Run, Table, built
from parts.reloading import served, subscribed


def store(work, given):
    """The same rows into the same tables by SQLite alone; the store is that of one run."""
    folder, data = os.path.join(work, "store-www"), os.path.join(work, "store")
    corpus.write(folder, "reload", files=given.feeds, seed=2)
    with served(folder) as urls:
        tieup = subscribed(work, urls, given.width) + ["--data", data]
        Run(tieup + ["run", "--quiet"])
    path, copy = data + "/tieup.db", os.path.join(work, "copy.db")
    script = os.path.join(work, "copy.sql")
    with open(script, "w") as out:
        out.write(bulk(path))
    count = int(subprocess.check_output(["sqlite3", path, "SELECT count(*) FROM item"]))
    table = Table("Store: %d items" % count)
    for _ in range(given.rounds):
        for end in ("", "-wal", "-shm"):
            if os.path.exists(copy + end):
                os.remove(copy + end)
        with open(script) as words:
            seconds = Run(["sqlite3", copy], stdin=words).processor
        table.add("sqlite3, the same rows in bulk", seconds, "%.0f items/s" % (count / seconds))
        for name, extra in (("list, newest 20", ["list", "--all", "--limit", "20"]),
                            ("search, two words", ["search", "battery factory"])):
            run = Run(tieup + extra)
            table.add("tieup " + name, run.processor, run.memory)
    table.show()


def bulk(path):
    """SQL that makes a copy of the store at `path`: its schema, its rows, its index of words."""
    schema = subprocess.check_output(["sqlite3", path, ".schema --nosys"], text=True)
    names = subprocess.check_output(
        ["sqlite3", path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
         "'words%' AND name NOT LIKE 'sqlite_%'"], text=True).split()
    script = schema + "ATTACH '%s' AS old; PRAGMA journal_mode = wal; BEGIN;\n" % path
    script += "".join("INSERT INTO main.%s SELECT * FROM old.%s;\n" % (n, n) for n in names)
    return script + "INSERT INTO words(words) VALUES ('rebuild'); COMMIT;\n"
