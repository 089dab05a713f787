"""Parsing, classifying, and starting: nothing here touches the network or a store."""
import glob
import json
import os

import corpus
import peers
from measuring import HERE, Run, Table, built, compiled


def parse(work, given):
    limit, gofeed = compiled(work, "parse"), peers.gofeed(work)
    feedparser = peers.feedparser()
    for profile, megabytes in (("full", 40), ("summary", 15)):
        folder, small = os.path.join(work, profile), os.path.join(work, profile + "-small")
        corpus.write(folder, profile, megabytes=megabytes)
        corpus.write(small, profile, megabytes=1)
        parse_folder(profile, folder, small, limit, gofeed, feedparser, given.rounds)
    if given.real:
        parse_folder("real", given.real, given.real, limit, gofeed, feedparser, given.rounds)


def parse_folder(name, folder, small, limit, gofeed, feedparser, rounds):
    """One table: every parser over `folder`, but feedparser over `small`, by its bytes.

    A small folder is read often enough for the clock; the first use of everything is not counted.
    """
    sizes = [os.path.getsize(path) for path in glob.glob(os.path.join(folder, "*"))]
    table = Table("Parse, %s: %d files, %.1f MB" % (name, len(sizes), sum(sizes) / 1e6))
    given = [folder, str(-(-20_000_000 // sum(sizes)))]
    commands = [("libxml2 push, no-op callbacks", [limit] + given),
                ("tieup, whole items, no HTML pass", [built("tieup-bench"), "bare"] + given),
                ("tieup, plain text and clean HTML", [built("tieup-bench"), "parse"] + given)]
    if gofeed:
        commands.append(("gofeed", [gofeed, "parse"] + given))
    if feedparser:
        commands.append(("feedparser", feedparser + [small]))
    for _ in range(rounds):
        for who, command in commands:
            seconds, size, items = Run(command).words
            seconds, size = float(seconds), int(size)
            note = "%.1f MB/s, %s items" % (size / 1e6 / seconds, items)
            if who == "feedparser" and small != folder:
                seconds *= sum(sizes) / size
                note = "%s, scaled from a smaller part" % note.split(",")[0]
            table.add(who, seconds, note)
    table.show()


def classify(work, given):
    """Headlines with summaries as they come to `tieup classify`, and whole items of feeds."""
    stories, count = os.path.join(work, "stories.jsonl"), 0
    labelled = sorted(glob.glob(os.path.join(HERE, "..", "data", "labelled", "*.jsonl")))
    with open(stories, "w") as out:
        for turn in range(20):
            for path in labelled:
                with open(path) as lines:
                    for line in lines:
                        story = json.loads(line)
                        out.write(json.dumps({"id": str(count), "title": story["title"],
                                              "summary": story.get("summary", "")}) + "\n")
                        count += 1
    folder = os.path.join(work, "classify")
    corpus.write(folder, "reload", files=300)
    table = Table("Classify, one core")
    for _ in range(given.rounds):
        with open(stories) as lines:
            seconds = Run([built("tieup"), "classify"], stdin=lines).processor
        table.add("tieup classify: headline and summary, start and JSON included", seconds,
                  "%.0f stories/s" % (count / seconds))
        with open(os.devnull) as nothing:
            seconds = Run([built("tieup"), "classify"], stdin=nothing).processor
        table.add("tieup classify: nothing to classify", seconds, "start and lexicon")
        seconds, _, items = Run([built("tieup-bench"), "classify", folder, "1"]).words
        seconds = float(seconds)
        table.add("tieup: whole items, with the sketch", seconds,
                  "%.0f items/s" % (int(items) / seconds))
    table.show()


def start(work, given):
    table = Table("Start-up, whole process")
    for _ in range(given.rounds):
        for name, command in (("true", ["true"]), ("sqlite3 --version", ["sqlite3", "--version"]),
                              ("curl --version", ["curl", "--version"]),
                              ("tieup --version", [built("tieup"), "--version"])):
            run = Run(command)
            table.add(name, run.processor, "%.0f ms of wall time" % (run.wall * 1000))
    table.show()
