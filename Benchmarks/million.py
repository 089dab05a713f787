#!/usr/bin/env python3
"""Measures a store of many items beside what sqlite3 makes of the same rows.

  million.py [--sizes 10000,100000,1000000] [--rounds 3] [--work FOLDER] [--programs FOLDER]

For each size `store-fill` fills a store through the program's own recording; then, in one table:
the rate beside sqlite3 inserting the same rows into the same tables and indexes; the size beside
plain tables and one word index; `list` and `search` as whole processes beside sqlite3 running the
same query; and a run in which nothing is new beside one on an empty store. Needs the release builds
of tieup, store-fill and feed-server, and sqlite3; a million items take 4 GB below FOLDER.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FEEDS = 300

# What `list` asks for: the newest stories of the tag, their leading item and its feed.
LIST = """SELECT g.story, t.title, t.url, t.published, f.title, s.form, s.stage, s.size, s.parties
FROM storyTag g JOIN story s ON s.id = g.story JOIN item t ON t.id = s.lead
JOIN feed f ON f.id = t.feed
WHERE g.tag = (SELECT id FROM term WHERE text = 'ev-alliance')
ORDER BY g.date DESC, g.story DESC LIMIT 20"""
SEARCH = """SELECT t.id, t.title, t.summary, t.content FROM words w JOIN item t ON t.id = w.rowid
WHERE words MATCH '"platforms" AND "memorandum"' ORDER BY w.rowid DESC LIMIT 20"""


def measure(command, text=None):
    """Processor seconds and the first line of what a command prints."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as given:
        given.write((text or "").encode())
        given.seek(0)
        process = subprocess.Popen(command, stdin=given, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        line = out.readline().decode(errors="replace")
    if process.returncode != 0:
        raise SystemExit("%s: exit %d" % (" ".join(command), process.returncode))
    return usage.ru_utime + usage.ru_stime, line


def sql(path, text):
    return subprocess.check_output(["sqlite3", path], input=text, text=True)


def remove(path):
    for end in ("", "-wal", "-shm"):
        if os.path.exists(path + end):
            os.remove(path + end)


def tables(path):
    return sql(path, "SELECT name FROM sqlite_schema WHERE type = 'table'"
               " AND name NOT LIKE 'words%' AND name NOT LIKE 'sqlite_%';").split()


def same_rows(path, copy):
    """Every row inserted anew, through all indexes, and the word index built from them.

    The condition keeps sqlite3 from copying whole pages, which would be no insert.
    """
    remove(copy)
    script = sql(path, ".schema --nosys\n") + "ATTACH '%s' AS old;\n" % path
    script += "PRAGMA journal_mode = wal; PRAGMA synchronous = normal; BEGIN;\n"
    script += "".join("INSERT INTO main.%s SELECT * FROM old.%s WHERE 1;\n" % (name, name)
                      for name in tables(path))
    script += "INSERT INTO words(words) VALUES ('rebuild'); COMMIT;\n"
    return measure(["sqlite3", copy], script)[0]


def plain_size(path, copy):
    """The size of the same content in plain tables with one word index and no other."""
    remove(copy)
    script = "ATTACH '%s' AS old;\n" % path
    script += "".join("CREATE TABLE %s AS SELECT * FROM old.%s;\n" % (name, name)
                      for name in ("feed", "item", "story", "edit", "review", "outlet", "term"))
    script += """CREATE VIRTUAL TABLE words USING fts5(title, text, content='', columnsize=0,
      tokenize="unicode61 remove_diacritics 2");
    INSERT INTO words(rowid, title, text)
      SELECT id, title, ifnull(summary, '') || char(10) || ifnull(content, '') FROM item;\n"""
    measure(["sqlite3", copy], script)
    size = os.path.getsize(copy)
    remove(copy)
    return size


def settings(work, port):
    path = os.path.join(work, "feeds.yml")
    with open(path, "w") as out:
        out.write("settings:\n  allow-private-hosts: true\n  per-host: 32\nfeeds:\n")
        out.writelines("  - url: http://127.0.0.1:%d/feed/%d\n" % (port, index)
                       for index in range(FEEDS))
    return path


def median(rounds, body):
    return statistics.median(body() for _ in range(rounds))


def row(size, work, given, config, first):
    def built(name):
        return os.path.join(given.programs, name)

    folder, copy = os.path.join(work, "store"), os.path.join(work, "copy.db")
    path = folder + "/tieup.db"
    shutil.rmtree(folder, ignore_errors=True)
    filled = measure([built("store-fill"), folder, str(size)])[1].split()
    recording = float(filled[2])
    bulk = same_rows(path, copy)
    remove(copy)
    bytes_, plain = os.path.getsize(path), plain_size(path, copy)
    ours = [built("tieup"), "--config", config, "--data", folder]
    listed = median(given.rounds, lambda: measure(ours + ["list", "--limit", "20"])[0])
    theirs = median(given.rounds, lambda: measure(["sqlite3", path], LIST + ";\n")[0])
    searched = median(given.rounds, lambda: measure(
        ours + ["search", "--limit", "20", "platforms memorandum"])[0])
    found = median(given.rounds, lambda: measure(["sqlite3", path], SEARCH + ";\n")[0])
    run = ours + ["run", "--quiet"]
    measure(run)
    idle = median(given.rounds, lambda: measure(run + ["--force"])[0])
    if first is None:
        empty = os.path.join(work, "empty")
        shutil.rmtree(empty, ignore_errors=True)
        run = [built("tieup"), "--config", config, "--data", empty, "run", "--quiet"]
        measure(run)
        first = median(given.rounds, lambda: measure(run + ["--force"])[0])
    print("| %d | %s | %.1f | %.2f | %.0f | %.2f | %.1f | %.1f | %.1f | %.1f | %.0f | %.2f |" % (
        size, filled[1], recording * 1e6 / size, recording / bulk, bytes_ / 1e6, bytes_ / plain,
        listed * 1e3, listed / theirs, searched * 1e3, searched / found, idle * 1e3, idle / first),
        flush=True)
    return first


def main():
    arguments = argparse.ArgumentParser(description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="10000,100000,1000000")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--work", default="/dev/shm" if os.path.isdir("/dev/shm") else None)
    arguments.add_argument("--programs", default=os.path.join(HERE, "..", ".build", "release"))
    given = arguments.parse_args()
    given.programs = os.path.abspath(given.programs)
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        server = subprocess.Popen([os.path.join(given.programs, "feed-server")],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        config = settings(work, int(server.stdout.readline()))
        print("Processor time of whole processes; a run is one of %d feeds that all answer 304.\n\n"
              "| items | stories | recording, us an item | of sqlite3's | file, MB | of plain "
              "| list 20, ms | of sqlite3's | search 20, ms | of sqlite3's | run, ms | of an empty "
              "store's |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: "
              "| ---: | ---: |" % FEEDS, flush=True)
        first = None
        for size in given.sizes.split(","):
            first = row(int(size), work, given, config, first)
        server.stdin.close()
        server.wait()


if __name__ == "__main__":
    main()
