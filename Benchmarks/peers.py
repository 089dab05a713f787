"""The peers that Debian packages; each is None, with a word on why, where it is not installed."""
import os
import shutil
import subprocess

from measuring import HERE


def gofeed(work):
    """The program over gofeed and go-sqlite3."""
    sources = ["/usr/share/gocode/src/github.com/" + name
               for name in ("mmcdole/gofeed", "mattn/go-sqlite3")]
    if not shutil.which("go") or not all(map(os.path.isdir, sources)):
        print("missing: gofeed (golang-go, golang-github-mmcdole-gofeed-dev, "
              "golang-github-mattn-go-sqlite3-dev)")
        return None
    program = os.path.join(work, "gofeed")
    if not os.path.exists(program):
        subprocess.check_call(["go", "build", "-o", program, "main.go"],
                              cwd=os.path.join(HERE, "peers", "gofeed"),
                              env=dict(os.environ, GO111MODULE="off", GOPATH="/usr/share/gocode"))
    return program


def feedparser():
    """The command that parses a folder with feedparser."""
    python = "/usr/bin/python3"
    if subprocess.run([python, "-c", "import feedparser"], stderr=subprocess.DEVNULL).returncode:
        print("missing: feedparser (python3-feedparser)")
        return None
    return [python, os.path.join(HERE, "peers", "feedparser_parse.py")]


def installed(name, package=None, without=()):
    """A program on the path, unless it was asked to stay out."""
    if name in without:
        print("left out: " + name)
        return None
    found = shutil.which(name)
    if not found:
        print("missing: %s (%s)" % (name, package or name))
    return found


def newsboat(program, work, data, urls, width):
    """newsboat's reload into a database of its own."""
    with open(os.path.join(data, "newsboat.config"), "w") as out:
        out.write("reload-threads %d\n" % width)
    return [program, "-x", "reload", "-u", urls, "-C", os.path.join(data, "newsboat.config"),
            "-c", os.path.join(data, "newsboat.db")]


def sfeed_update(program, data, urls, width):
    """sfeed's reload into a folder of its own: one curl and one sfeed a feed."""
    configuration = os.path.join(data, "sfeedrc")
    with open(configuration, "w") as out:
        out.write("sfeedpath='%s/sfeed'\nmaxjobs=%d\nfeeds() {\n" % (data, width))
        with open(urls) as lines:
            out.writelines("  feed 'feed%d' '%s'\n" % (index, line.strip())
                           for index, line in enumerate(lines))
        out.write("}\n")
    return [program, configuration]


def curl(program, work, urls, width):
    """curl's download of every feed, which keeps nothing."""
    transfers = os.path.join(work, "transfers")
    with open(urls) as lines, open(transfers, "w") as out:
        out.writelines('url = "%s"\noutput = /dev/null\n' % line.strip() for line in lines)
    return [program, "--silent", "--parallel", "--parallel-max", str(width), "--compressed", "-K",
            transfers]
