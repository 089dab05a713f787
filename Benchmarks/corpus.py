#!/usr/bin/env python3
"""Writes feeds to measure with: the same seed gives the same bytes.

  corpus.py FOLDER --profile full|summary|reload [--files N] [--megabytes N] [--seed N]

full      whole articles as HTML, 20 to 40 of them, 2 to 8 kB each
summary   a news site's short descriptions, 30 to 60 of them
reload    10 to 20 items of 0.4 to 3 kB: what a run over many feeds meets
"""
import argparse
import html
import os
import random

NOUNS = """battery charger factory supplier platform software gearbox sedan truck plant lithium
cathode range motor inverter quarter market dealer recall sensor chassis fleet depot tariff port
cell pack anode licence union board shareholder engineer prototype motorway""".split()
VERBS = """builds delays opens buys tests launches recalls upgrades sells plans cuts doubles ships
studies unveils drops hires leases expands confirms reviews""".split()
ADJECTIVES = """new electric small cheap heavy European Chinese Korean northern late early second
solid modular shared wide local quiet fast record""".split()
NAMES = """Halvard Ostrava Kestrel Meridian Nordhavn Tallinn Brava Corvane Lindqvist Aurelia Pontus
Okafor Valdez Hanare Sorrento Wexford Zeeland Quillon Ravenna Ilmatar""".split()
COMPANIES = ["Honda", "Nissan", "Toyota", "Ford", "Volkswagen", "Rivian", "BYD", "Stellantis",
             "Hyundai", "CATL", "LG Energy Solution", "SK On", "Renault", "Geely"]
ACCENTED = ["Škoda", "Citroën", "Zürich", "Málaga", "“quoted”", "it’s", "–", "São Paulo"]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def sentence(self, words):
        r = self.random
        out = []
        for index in range(words):
            pick = r.random()
            if pick < 0.015:
                out.append(r.choice(COMPANIES))
            elif pick < 0.05:
                out.append(r.choice(ACCENTED))
            elif pick < 0.17:
                out.append(r.choice(NAMES) + str(r.randrange(1, 400)))
            else:
                out.append(r.choice((NOUNS, VERBS, ADJECTIVES, NOUNS)[index % 4]))
        return " ".join(out)

    def title(self):
        return self.sentence(self.random.randrange(7, 13))

    def markup(self, size, xhtml=False):
        r = self.random
        out = []
        length = 0
        while length < size:
            text = html.escape(self.sentence(r.randrange(30, 60)) + ".", quote=False)
            kind = r.random()
            if kind < 0.2:
                words = text.split(" ")
                at = r.randrange(len(words))
                words[at] = '<a href="/news/%d?ref=%d">%s</a>' % (r.randrange(9999), at, words[at])
                text = " ".join(words)
            elif kind < 0.3:
                text += '<br/><img src="/img/%d.jpg" alt="picture" width="640" height="360"/>' % (
                    r.randrange(9999))
            elif kind < 0.36:
                text = "<em>" + text + "</em>"
            elif kind < 0.4 and not xhtml:
                text += "&nbsp;&mdash; read more"
            piece = "<p>" + text + "</p>\n"
            out.append(piece)
            length += len(piece)
        return "".join(out)


def date(rfc822, day, minute):
    hour, minute = divmod(minute % 1440, 60)
    day = day % 28 + 1
    if rfc822:
        return "%s, %02d Oct 2026 %02d:%02d:00 GMT" % (
            "Thu Fri Sat Sun Mon Tue Wed".split()[(day - 1) % 7], day, hour, minute)
    return "2026-10-%02dT%02d:%02d:00Z" % (day, hour, minute)


def feed(number, profile, seed):
    w = Writer("%s/%s/%s" % (seed, profile, number))
    r = w.random
    low, high = {"full": (20, 41), "summary": (30, 61), "reload": (10, 21)}[profile]
    site = "https://site%d.example" % number
    kind = r.random()
    items = []
    for index in range(r.randrange(low, high)):
        size = {"full": r.randrange(2000, 8000), "summary": r.randrange(150, 400),
                "reload": r.randrange(400, 3000)}[profile]
        title = html.escape(w.title(), quote=False)
        link = "%s/%d/%s?utm_source=rss&amp;id=%d" % (
            site, index, r.choice(NOUNS), r.randrange(10**6))
        ident = "%s/id/%d" % (site, index)
        minute = r.randrange(1440)
        if kind < 0.5:
            items.append(
                "<item><title>%s</title><link>%s</link><guid isPermaLink=\"false\">%s</guid>"
                "<pubDate>%s</pubDate><dc:creator>%s</dc:creator><category>%s</category>"
                "<description>%s</description><content:encoded><![CDATA[%s]]></content:encoded>"
                "</item>" % (title, link, ident, date(True, index, minute), r.choice(NAMES),
                             r.choice(NOUNS), html.escape(w.sentence(20), quote=False),
                             w.markup(size)))
        elif kind < 0.7:
            items.append(
                "<item><title>%s</title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate>"
                "<description>%s</description></item>" % (
                    title, link, ident, date(True, index, minute), html.escape(w.markup(size))))
        elif kind < 0.83:
            items.append(
                "<entry><title>%s</title><link rel=\"alternate\" href=\"%s\"/><id>%s</id>"
                "<updated>%s</updated><author><name>%s</name></author>"
                "<content type=\"html\">%s</content></entry>" % (
                    title, link, ident, date(False, index, minute), r.choice(NAMES),
                    html.escape(w.markup(size))))
        elif kind < 0.95:
            items.append(
                "<entry><title>%s</title><link href=\"%s\"/><id>%s</id><updated>%s</updated>"
                "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">%s</div>"
                "</content></entry>" % (title, link, ident, date(False, index, minute),
                                         w.markup(size, True)))
        else:
            items.append(
                "<item rdf:about=\"%s\"><title>%s</title><link>%s</link><dc:date>%s</dc:date>"
                "<description>%s</description></item>" % (
                    ident, title, link, date(False, index, minute), html.escape(w.markup(size))))
    body = "\n".join(items)
    head = "<title>Site %d</title>" % number
    if kind < 0.7:
        return (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
            "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>%s<link>%s/</link>"
            "<description>Measured</description>\n%s</channel></rss>\n" % (head, site, body))
    if kind < 0.95:
        return (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
            "%s<link href=\"%s/\"/><id>%s/</id><updated>2026-11-01T00:00:00Z</updated>\n%s</feed>\n"
            % (head, site, site, body))
    return (
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><channel rdf:about=\"%s/\">%s"
        "<link>%s/</link><description>Measured</description></channel>\n%s</rdf:RDF>\n"
        % (site, head, site, body))


def write(folder, profile, files=0, megabytes=0, seed=1):
    """Writes until there are so many files, or so many megabytes; returns files and bytes."""
    os.makedirs(folder, exist_ok=True)
    number = size = 0
    while (not files or number < files) and (not megabytes or size < megabytes * 1e6):
        text = feed(number, profile, seed).encode()
        with open(os.path.join(folder, "%06d.xml" % number), "wb") as out:
            out.write(text)
        number += 1
        size += len(text)
    return number, size


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--profile", choices=["full", "summary", "reload"], default="reload")
    arguments.add_argument("--files", type=int, default=0)
    arguments.add_argument("--megabytes", type=float, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    if not given.files and not given.megabytes:
        given.files = 100
    print("%d files, %d bytes" % write(given.folder, given.profile, given.files, given.megabytes,
                                       given.seed))
