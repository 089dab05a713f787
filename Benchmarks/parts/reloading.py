"""Runs over many feeds on loopback: everything new, nothing new, late answers, and growth."""
import contextlib
import math
import os
import shutil
import subprocess

import corpus
import peers
from measuring import Run, Table, built, compiled


@contextlib.contextmanager
def served(folder, late=0):
    """The addresses of a folder's feeds, on a server that answers so many milliseconds late."""
    server = subprocess.Popen([built("feed-server"), folder, str(late)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE)
    port = int(server.stdout.readline())
    yield ["http://127.0.0.1:%d/%s" % (port, name) for name in sorted(os.listdir(folder))]
    server.stdin.close()
    server.wait()


def subscribed(work, urls, width):
    """The command of a run over these feeds, without its data folder."""
    path = os.path.join(work, "feeds-%d.yml" % len(urls))
    with open(path, "w") as out:
        out.write("settings:\n  allow-private-hosts: true\n  concurrency: %d\n  per-host: %d\n"
                  "feeds:\n" % (width, width))
        out.writelines("  - url: %s\n" % url for url in urls)
    return [built("tieup"), "--config", path]


def emptied(path):
    shutil.rmtree(path, ignore_errors=True)
    os.mkdir(path)
    return path


def listed(work, urls):
    path = os.path.join(work, "urls-%d" % len(urls))
    with open(path, "w") as out:
        out.writelines(url + "\n" for url in urls)
    return path


def reload(work, given):
    folder = os.path.join(work, "www")
    files, size = corpus.write(folder, "reload", files=given.feeds)
    first = Table("Reload of %d feeds, %.0f MB: everything new" % (files, size / 1e6))
    again = Table("Reload of %d feeds: all 304" % files)
    limit, gofeed = compiled(work, "reload", "-lcurl", "-lsqlite3"), peers.gofeed(work)
    without = given.without.split(",")
    curl = peers.installed("curl", without=without)
    newsboat = peers.installed("newsboat", without=without)
    sfeed = peers.installed("sfeed_update", "sfeed", without=without)
    with served(folder) as urls:
        addresses, width = listed(work, urls), str(given.width)
        tieup = subscribed(work, urls, given.width)
        for _ in range(given.rounds):
            data = emptied(os.path.join(work, "data"))
            commands = [("C: libcurl, libxml2, SQLite",
                         [limit, addresses, width, data + "/c.db"], []),
                        ("tieup run", tieup + ["--data", data + "/tieup", "run", "--quiet"],
                         ["--force"])]
            if curl:
                commands.append(("curl --parallel, download only",
                                 peers.curl(curl, work, addresses, given.width),
                                 ["-H", 'If-None-Match: "v1"']))
            if gofeed:
                commands.append(("Go, gofeed, SQLite",
                                 [gofeed, "reload", addresses, width, data + "/go.db"], []))
            if newsboat:
                commands.append(("newsboat",
                                 peers.newsboat(newsboat, work, data, addresses, given.width), []))
            if sfeed:
                commands.append(("sfeed_update",
                                 peers.sfeed_update(sfeed, data, addresses, given.width), []))
            for name, command, extra in commands:
                run = Run(command)
                first.add(name, run.processor, run.memory)
                if name == "newsboat":
                    # It keeps a new feed's validators from its second run on, and lacks statistics.
                    Run(command)
                    subprocess.check_call(["sqlite3", data + "/newsboat.db", "ANALYZE"])
                run = Run(command + extra)
                again.add(name, run.processor, run.memory)
    first.show()
    again.show()


def late(work, given):
    """Every answer 50 ms late: what the wall clock shows beside the least it could."""
    folder = os.path.join(work, "late-www")
    files, _ = corpus.write(folder, "reload", files=given.feeds)
    table = Table("Reload of %d feeds, every answer 50 ms late, %d at a time" % (files, given.width),
                  "wall seconds")
    floor = math.ceil(files / given.width) * 0.05
    with served(folder, late=50) as urls:
        tieup = subscribed(work, urls, given.width)
        for _ in range(given.rounds):
            command = tieup + ["--data", emptied(os.path.join(work, "late")), "run", "--quiet"]
            table.add("the least: rounds of %d, 50 ms each" % given.width, floor)
            table.add("tieup run, everything new", Run(command).wall)
            table.add("tieup run, all 304", Run(command + ["--force"]).wall)
    table.show()


def grow(work, given):
    """What a feed costs as feeds become many: one round each, ratios to the fewest."""
    sizes = [int(size) for size in given.growth.split(",")]
    folder = os.path.join(work, "grow-www")
    print("\n### Growth over feeds, everything new, then all 304\n")
    print("| feeds | processor seconds | a feed, ms | slope | peak | all 304 | a feed, ms | slope |"
          "\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    limits = None
    for size in sizes:
        corpus.write(folder, "reload", files=size)
        with served(folder) as urls:
            command = subscribed(work, urls, given.width) + [
                "--data", emptied(os.path.join(work, "grow")), "run", "--quiet"]
            new, old = Run(command), Run(command + ["--force"])
        limits = limits or (size, new.processor, old.processor)
        print("| %d | %.2f | %.2f | %.2f | %s | %.2f | %.3f | %.2f |" % (
            size, new.processor, new.processor / size * 1000,
            new.processor / size / (limits[1] / limits[0]), new.memory, old.processor,
            old.processor / size * 1000, old.processor / size / (limits[2] / limits[0])),
            flush=True)
    shutil.rmtree(folder)
    shutil.rmtree(os.path.join(work, "grow"))
