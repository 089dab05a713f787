"""What every part of the bench measures with: programs run to their end, and tables of ratios."""
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.abspath(os.path.join(HERE, "..", ".build", "release"))


def built(name):
    """The path of one of the project's own programs."""
    return os.path.join(PROGRAMS, name)


class Run:
    """One program run to its end: what it took, and the words of its first line."""

    def __init__(self, command, **options):
        start = time.monotonic()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, **options)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            self.words = out.readline().decode(errors="replace").split()
        if process.returncode != 0:
            sys.exit("%s: exit %d" % (" ".join(command), process.returncode))
        self.wall = time.monotonic() - start
        self.processor = usage.ru_utime + usage.ru_stime  # seconds, its children included
        self.peak = usage.ru_maxrss / 1024  # MiB; never less than the harness itself

    @property
    def memory(self):
        return "%.0f MiB" % self.peak


class Table:
    """Rounds of named figures; the first name is the limit that the others are held against."""

    def __init__(self, title, unit="processor seconds"):
        self.title, self.unit, self.figures, self.notes = title, unit, {}, {}

    def add(self, name, figure, note=""):
        self.figures.setdefault(name, []).append(figure)
        self.notes[name] = note

    def show(self):
        print("\n### %s\n" % self.title)
        print("| what | %s | ratio | spread | |\n| --- | ---: | ---: | --- | --- |" % self.unit)
        base = next(iter(self.figures.values()))
        for name, figures in self.figures.items():
            ratios = sorted(one / limit for one, limit in zip(figures, base))
            print("| %s | %.3f | %.2f | %.2f to %.2f | %s |" % (
                name, statistics.median(figures), statistics.median(ratios), ratios[0],
                ratios[-1], self.notes[name]), flush=True)


def compiled(work, name, *flags):
    """The C limit program `name`, built with the system's compiler."""
    program = os.path.join(work, "limit-" + name)
    if not os.path.exists(program):
        wanted = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libxml-2.0"],
                                         text=True)
        subprocess.check_call(["cc", "-O2", os.path.join(HERE, "limits", name + ".c"), "-o",
                               program] + wanted.split() + list(flags))
    return program
