#!/usr/bin/env python3
"""Measures tieup beside what bounds it (libxml2, libcurl, SQLite in C) and beside its peers.

  bench.py [--parts parse,classify,reload,store,start] [--rounds 7] [--feeds 1000] [--width 32]
           [--without newsboat]

Everything runs in turn within each round, so that a busy machine is as hard on one as on another;
what is printed is processor time, its median and its spread, as a ratio to the limit of that round.
A peer that is not installed is said to be missing. Needs the release build (`make bench` makes it),
a C compiler with libxml2, libcurl and SQLite, and sqlite3.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import corpus  # noqa: E402

BUILT = os.path.join(HERE, "..", ".build", "release")


def built(name):
    return os.path.abspath(os.path.join(BUILT, name))


def measure(command, **options):
    """Processor seconds, peak MiB and first output line of a command, children included."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, **options)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        line = out.readline().decode(errors="replace").split()
    if process.returncode != 0:
        sys.exit("%s: exit %d" % (" ".join(command), process.returncode))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, line


class Table:
    """Rounds of named figures; the first name is the limit that the others are held against."""

    def __init__(self, title, unit="seconds"):
        self.title, self.unit, self.figures, self.notes = title, unit, {}, {}

    def add(self, name, seconds, note=""):
        self.figures.setdefault(name, []).append(seconds)
        self.notes[name] = note

    def show(self):
        print("\n### %s\n" % self.title)
        print("| what | processor %s | ratio | spread | |\n| --- | ---: | ---: | --- | --- |"
              % self.unit)
        base = next(iter(self.figures.values()))
        for name, figures in self.figures.items():
            ratios = sorted(one / limit for one, limit in zip(figures, base))
            print("| %s | %.3f | %.2f | %.2f to %.2f | %s |" % (
                name, statistics.median(figures), statistics.median(ratios), ratios[0],
                ratios[-1], self.notes[name]), flush=True)


def compiled(work, name, *flags):
    """The C limit program `name`, built with the system's compiler."""
    program = os.path.join(work, "limit-" + name)
    wanted = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libxml-2.0"], text=True)
    subprocess.check_call(["cc", "-O2", os.path.join(HERE, "limits", name + ".c"), "-o", program]
                          + wanted.split() + list(flags))
    return program


def gofeed(work):
    """The gofeed program, or None with a word on why."""
    sources = ["/usr/share/gocode/src/github.com/" + name
               for name in ("mmcdole/gofeed", "mattn/go-sqlite3")]
    if not shutil.which("go") or not all(map(os.path.isdir, sources)):
        print("missing: gofeed (golang-go, golang-github-mmcdole-gofeed-dev, "
              "golang-github-mattn-go-sqlite3-dev)")
        return None
    program = os.path.join(work, "gofeed")
    subprocess.check_call(["go", "build", "-o", program, "main.go"],
                          cwd=os.path.join(HERE, "peers", "gofeed"),
                          env=dict(os.environ, GO111MODULE="off", GOPATH="/usr/share/gocode"))
    return program


def has_feedparser():
    found = subprocess.run(["/usr/bin/python3", "-c", "import feedparser"],
                           stderr=subprocess.DEVNULL).returncode == 0
    if not found:
        print("missing: feedparser (python3-feedparser)")
    return found


def parse(work, rounds, _):
    limit, peer, slow = compiled(work, "parse"), gofeed(work), has_feedparser()
    for profile, megabytes in (("full", 40), ("summary", 15)):
        folder = os.path.join(work, profile)
        files, size = corpus.write(folder, profile, megabytes=megabytes)
        small = os.path.join(work, profile + "-small")
        share = corpus.write(small, profile, megabytes=1)[1] / size
        table = Table("Parse, %s: %d files, %.1f MB" % (profile, files, size / 1e6))
        for _ in range(rounds):
            runs = [("libxml2 push, no-op callbacks", [limit, folder]),
                    ("tieup, whole items, no HTML pass", [built("tieup-bench"), "bare", folder]),
                    ("tieup, plain text and clean HTML", [built("tieup-bench"), "parse", folder])]
            if peer:
                runs.append(("gofeed", [peer, "parse", folder]))
            for name, command in runs:
                seconds, size_, items = measure(command)[2]
                seconds = float(seconds)
                table.add(name, seconds, "%.0f MB/s, %s items" % (int(size_) / 1e6 / seconds, items))
            if slow:
                script = os.path.join(HERE, "peers", "feedparser_parse.py")
                seconds, size_, _ = measure(["/usr/bin/python3", script, small])[2]
                seconds = float(seconds)
                table.add("feedparser", seconds / share, "%.1f MB/s, scaled from a smaller part" % (
                    int(size_) / 1e6 / seconds))
        table.show()


def classify(work, rounds, _):
    folder = os.path.join(work, "classify")
    corpus.write(folder, "reload", files=300)
    table = Table("Classify and sketch, items read before")
    for _ in range(rounds):
        seconds, _, items = measure([built("tieup-bench"), "classify", folder])[2]
        table.add("tieup", float(seconds), "%.0f items/s" % (int(items) / float(seconds)))
    table.show()


def serve(folder, late=0):
    server = subprocess.Popen([built("feed-server"), folder, str(late)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE)
    return server, int(server.stdout.readline())


def settings(path, urls, width):
    with open(path, "w") as out:
        out.write("settings:\n  allow-private-hosts: true\n  concurrency: %d\n  per-host: %d\n"
                  "feeds:\n" % (width, width))
        out.writelines("  - url: %s\n" % url for url in urls)


def reload(work, rounds, given):
    limit, peer = compiled(work, "reload", "-lcurl", "-lsqlite3"), gofeed(work)
    folder = os.path.join(work, "www")
    files, size = corpus.write(folder, "reload", files=given.feeds)
    server, port = serve(folder)
    urls = ["http://127.0.0.1:%d/%06d.xml" % (port, index) for index in range(files)]
    with open(os.path.join(work, "urls"), "w") as out:
        out.writelines(url + "\n" for url in urls)
    settings(os.path.join(work, "feeds.yml"), urls, given.width)
    lists, width = os.path.join(work, "urls"), str(given.width)
    transfers, curl = os.path.join(work, "transfers"), shutil.which("curl")
    with open(transfers, "w") as out:
        out.writelines('url = "%s"\noutput = /dev/null\n' % url for url in urls)
    if not curl:
        print("missing: curl")
    first = Table("Reload of %d feeds, %.0f MB: everything new" % (files, size / 1e6))
    again = Table("Reload of %d feeds: all 304" % files)
    newsboat = None if "newsboat" in given.without else shutil.which("newsboat")
    if "newsboat" in given.without:
        print("left out: newsboat")
    elif not newsboat:
        print("missing: newsboat")
    for _ in range(rounds):
        data = os.path.join(work, "data")
        shutil.rmtree(data, ignore_errors=True)
        os.mkdir(data)
        runs = [("C: libcurl, libxml2, SQLite", [limit, lists, width, data + "/c.db"], []),
                ("tieup run", [built("tieup"), "--config", os.path.join(work, "feeds.yml"),
                               "--data", data + "/tieup", "run", "--quiet"], ["--force"])]
        if curl:
            runs.append(("curl --parallel, download only",
                         [curl, "--silent", "--parallel", "--parallel-max", width, "--compressed",
                          "-K", transfers], ["-H", 'If-None-Match: "v1"']))
        if peer:
            runs.append(("Go, gofeed, SQLite", [peer, "reload", lists, width, data + "/go.db"], []))
        if newsboat:
            with open(data + "/config", "w") as out:
                out.write("reload-threads %d\n" % given.width)
            runs.append(("newsboat", [newsboat, "-x", "reload", "-u", lists, "-C",
                                      data + "/config", "-c", data + "/newsboat.db"], []))
        for name, command, extra in runs:
            seconds, peak, _ = measure(command)
            first.add(name, seconds, "%.0f MiB" % peak)
            if name == "newsboat":
                # It keeps a new feed's validators from its second run on.
                measure(command)
                subprocess.check_call(["sqlite3", data + "/newsboat.db", "ANALYZE"])
            seconds, peak, _ = measure(command + extra)
            again.add(name, seconds, "%.0f MiB" % peak)
    first.show()
    again.show()
    server.stdin.close()
    server.wait()


def store(work, rounds, given):
    """The same rows into the same tables by SQLite alone; the store is that of one run."""
    folder = os.path.join(work, "store-www")
    files, _ = corpus.write(folder, "reload", files=given.feeds, seed=2)
    server, port = serve(folder)
    urls = ["http://127.0.0.1:%d/%06d.xml" % (port, index) for index in range(files)]
    config = os.path.join(work, "store.yml")
    settings(config, urls, given.width)
    data = os.path.join(work, "store")
    run = [built("tieup"), "--config", config, "--data", data, "run", "--quiet"]
    measure(run)
    server.stdin.close()
    server.wait()
    path = data + "/tieup.db"
    schema = subprocess.check_output(["sqlite3", path, ".schema --nosys"], text=True)
    names = [name for name in subprocess.check_output(
        ["sqlite3", path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
         "'words%' AND name NOT LIKE 'sqlite_%'"], text=True).split()]
    copy = os.path.join(work, "copy.db")
    script = schema + "ATTACH '%s' AS old; PRAGMA journal_mode = wal; BEGIN;\n" % path
    script += "".join("INSERT INTO main.%s SELECT * FROM old.%s;\n" % (n, n) for n in names)
    script += "INSERT INTO words(words) VALUES ('rebuild'); COMMIT;\n"
    count = int(subprocess.check_output(["sqlite3", path, "SELECT count(*) FROM item"]))
    table = Table("Store: %d items" % count)
    for _ in range(rounds):
        for end in ("", "-wal", "-shm"):
            if os.path.exists(copy + end):
                os.remove(copy + end)
        with open(os.path.join(work, "copy.sql"), "w") as out:
            out.write(script)
        with open(os.path.join(work, "copy.sql")) as words:
            seconds, _, _ = measure(["sqlite3", copy], stdin=words)
        table.add("sqlite3, the same rows in bulk", seconds, "%.0f items/s" % (count / seconds))
        for name, extra in (("list, newest 20", ["list", "--all", "--limit", "20"]),
                            ("search, two words", ["search", "battery factory"])):
            seconds, peak, _ = measure([built("tieup"), "--config", config, "--data", data] + extra)
            table.add("tieup " + name, seconds, "%.0f MiB" % peak)
    table.show()


def start(work, rounds, _):
    table = Table("Start-up, whole process")
    for _ in range(rounds):
        for name, command in (("true", ["true"]), ("sqlite3 --version", ["sqlite3", "--version"]),
                              ("tieup --version", [built("tieup"), "--version"])):
            seconds, peak, _ = measure(command)
            table.add(name, seconds, "%.0f MiB" % peak)
    table.show()


PARTS = {"parse": parse, "classify": classify, "reload": reload, "store": store, "start": start}

if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--parts", default=",".join(PARTS))
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--feeds", type=int, default=1000)
    arguments.add_argument("--width", type=int, default=32)
    arguments.add_argument("--without", default="", help="peers to leave out, as newsboat")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as place:
        for part in chosen.parts.split(","):
            PARTS[part](place, chosen.rounds, chosen)
