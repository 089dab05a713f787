#!/usr/bin/env python3
"""Measures tieup beside what bounds it (libxml2, libcurl, SQLite in C) and beside its peers.

Everything runs in turn within each round, so that a busy machine is as hard on one as on another;
what is printed is processor time, its median and its spread, as a ratio to the limit of that round.
A peer that is not installed is said to be missing. Needs the release build (`make bench` makes it),
a C compiler with libxml2, libcurl and SQLite, and sqlite3.
"""
import argparse
import os
import tempfile

import measuring
from parts import reading, reloading, storing

PARTS = {"parse": reading.parse, "classify": reading.classify, "start": reading.start,
         "reload": reloading.reload, "late": reloading.late, "grow": reloading.grow,
         "store": storing.store}

if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--parts", default=",".join(PARTS), help="which (default: all)")
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--feeds", type=int, default=1000)
    arguments.add_argument("--width", type=int, default=32, help="transfers at a time")
    arguments.add_argument("--growth", default="1000,5000,20000", help="feeds of the part grow")
    arguments.add_argument("--real", help="a folder of feeds to parse beside the made-up ones")
    arguments.add_argument("--without", default="", help="peers to leave out, as newsboat,sfeed_update")
    arguments.add_argument("--programs", default=measuring.PROGRAMS, help="where tieup is built")
    given = arguments.parse_args()
    measuring.PROGRAMS = os.path.abspath(given.programs)
    if given.real:
        given.real = os.path.abspath(given.real)
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as place:
        for part in given.parts.split(","):
            PARTS[part](place, given)
