#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what corolint costs with what parsing costs, and with clang-tidy: compare.py [PROJECT...]

A PROJECT is a folder with a compile_commands.json. Without one, a project is generated. Everything is measured in one
run, round by round, so that what else the machine does is spread over all of it. The report says by how much things
differ and what the bars are; that a machine is slow is no failure.

docs/internals/benchmarks.md says what is measured and why.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import editor
import generate_project
import link
import measure
import report
from project import Project, edited

REPOSITORY = Path(__file__).resolve().parents[2]
PARTS = ("edit", "jobs", "peers", "growth", "link", "editor")
PEER_CHECKS = ("misc-coroutine-hostile-raii,cppcoreguidelines-avoid-capturing-lambda-coroutines,"
               "cppcoreguidelines-avoid-reference-coroutine-parameters")
FOUND_OR_NOT = (0, 1)
EDIT_ROUNDS = 5
SMALLEST_PART = 8


def say(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


class Comparison:
    """All measurements on one project. `usages` has one entry a round and key, `parses` one a round and source of
    the sample."""

    def __init__(self, name, project, options):
        self.name = name
        self.project = project
        self.options = options
        self.sample = project.shuffled()[:options.sample]
        self.usages = defaultdict(list)
        self.parses = defaultdict(list)
        self.reports = {}
        self.edits = []
        self.cache_size = 0

    def run(self):
        for number in range(self.options.repeats):
            say(f"{self.name}: {len(self.project.sources)} files, round {number + 1} of {self.options.repeats}")
            self.parse_all()
            self.cold_and_warm()
            for part in ("edit", "jobs", "peers", "growth"):
                if part in self.options.parts:
                    getattr(self, f"measure_{part}")()

    # Results

    def cost(self, *key):
        """The median of a key's rounds; None if it wasn't measured."""
        return measure.median(self.usages[key]) if key in self.usages else None

    def parse_cost(self, sources):
        """What `clang -fsyntax-only` costs on these files, one after the other: all of them, or as many times what files of
        the sample cost."""
        measured = [source for source in sources if source in self.parses] or self.sample
        whole = sum((measure.median(self.parses[source]) for source in measured), measure.Usage())
        return whole.times(len(sources) / len(measured))

    def parts(self):
        """Beginnings of the shuffled sources, each twice as long as the one before; all of them is the last."""
        sources = self.project.shuffled()
        sizes = [len(sources) >> shift for shift in range(self.options.growth - 1, 0, -1)]
        return [sources[:size] for size in sizes if size >= SMALLEST_PART] + [sources]

    def edit_sources(self):
        """The files to edit, from cheap to costly ones; a single one is the median."""
        by_cost = sorted(self.sample, key=lambda source: self.parses[source][0].cpu)
        count = min(self.options.edits, len(by_cost))
        return [by_cost[int((number + 0.5) / count * len(by_cost))] for number in range(count)]

    # Measurements

    def parse_all(self):
        say("  clang -fsyntax-only")
        for source in self.sample:
            self.parses[source].append(measure.run(*source.syntax_command(self.options.clang)))

    def corolint(self, project, *key, jobs=1):
        command = [self.options.corolint, "-p", project.folder, f"-j{jobs}", "--quiet"]
        with tempfile.TemporaryFile("w+") as output:
            usage = measure.run(command, project.folder, output, FOUND_OR_NOT)
            self.usages[key].append(usage)
            output.seek(0)
            self.reports[key] = output.read()

    def cold_and_warm(self):
        say("  corolint, cold and warm")
        self.project.clear_cache()
        self.corolint(self.project, "cold")
        self.cache_size = self.project.cache_size()
        self.corolint(self.project, "warm")

    def measure_edit(self):
        self.edits = self.edits or self.edit_sources()
        for source in self.edits:
            say(f"  corolint, after an edit of {source.path.name}")
            for _ in range(EDIT_ROUNDS):
                with edited(source.path):
                    self.usages["edit parse", source].append(
                        measure.run(*source.syntax_command(self.options.clang)))
                    self.corolint(self.project, "edit", source)

    def measure_jobs(self):
        say("  corolint, cold, two files at a time")
        self.project.clear_cache()
        self.corolint(self.project, "cold -j2", jobs=2)
        say("  clang -fsyntax-only, two files at a time")
        commands = [source.syntax_command(self.options.clang) for source in self.sample]
        self.usages["parse -j2",].append(measure.run_together(commands, 2))

    def measure_peers(self):
        say("  clang-tidy with corolint-tidy.so")
        self.clang_tidy("plugin", "--checks=-*,coro-*", f"-load={self.options.plugin}")
        say("  clang-tidy with its own checks of coroutines")
        self.clang_tidy("peer", f"--checks=-*,{PEER_CHECKS}")

    def clang_tidy(self, key, *flags):
        command = [self.options.clang_tidy, *flags, "--quiet", "-p", self.project.folder]
        usages = [measure.run([*command, source.path], self.project.folder, accepted=FOUND_OR_NOT)
                  for source in self.sample]
        self.usages[key,].append(sum(usages, measure.Usage()))

    def measure_growth(self):
        for sources in self.parts()[:-1]:
            say(f"  corolint on {len(sources)} files")
            part = self.project.part(sources)
            part.clear_cache()
            self.corolint(part, "cold", len(sources))
            self.corolint(part, "warm", len(sources))


# --- the command


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", nargs="*", metavar="PROJECT", help="a folder with compile_commands.json")
    parser.add_argument("--files", type=int, default=2000, metavar="N",
                        help="files of the generated project (default 2000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="seed of the generated project")
    parser.add_argument("--coroutines", type=float, default=0.3, metavar="SHARE",
                        help="share of the generated files with coroutines (default 0.3)")
    parser.add_argument("--repeats", type=int, default=1, metavar="N", help="rounds; medians count (default 1)")
    parser.add_argument("--sample", type=int, default=100, metavar="N",
                        help="at most so many files for -fsyntax-only and clang-tidy (default 100)")
    parser.add_argument("--edits", type=int, default=1, metavar="N", help="files to edit, one at a time (default 1)")
    parser.add_argument("--growth", type=int, default=4, metavar="N",
                        help="sizes to measure, each half of the next (default 4)")
    parser.add_argument("--parts", type=lambda text: text.split(","), default=PARTS, metavar="LIST",
                        help=f"what to measure besides cold and warm (default {','.join(PARTS)})")
    parser.add_argument("--clang", default="clang++-19")
    parser.add_argument("--clang-tidy", default="clang-tidy-19")
    parser.add_argument("--clangd", default="clangd-19")
    parser.add_argument("--build", type=Path, default=REPOSITORY / "build/release", metavar="DIR",
                        help="the build to measure (default build/release)")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "build/bench", metavar="DIR",
                        help="where the report goes (default build/bench)")
    options = parser.parse_args()
    if unknown := set(options.parts) - {*PARTS, ""}:
        parser.error(f"--parts: no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    if min(options.files, options.repeats, options.sample, options.edits, options.growth) < 1:
        parser.error("--files, --repeats, --sample, --edits and --growth are at least 1")
    options.corolint = options.build.resolve() / "bin/corolint"
    if not options.corolint.exists():
        parser.error(f"there is no {options.corolint}; build it, or say --build=DIR")
    options.plugin = options.build.resolve() / "lib/corolint-tidy.so"
    return options


def projects(options):
    """(name, folder) of what to measure; the generated project if nothing is named."""
    for folder in options.projects:
        folder = Path(folder).resolve()
        # A build folder's name says nothing.
        yield (folder.parent.name if folder.name.startswith("build") else folder.name), folder
    if not options.projects:
        name = f"generated-{options.files}"
        say(f"generating {name}")
        folder = options.output / name
        generate_project.generate(folder, options.files, options.seed, options.coroutines)
        yield name, folder


def version(command):
    """The first "version 19.1.7", "corolint 0.1.0" or the like of a command's --version."""
    text = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
    number = re.search(r"\d+\.\d+\S*", text)
    return number.group() if number else "?"


def setting(options):
    return {"date": time.strftime("%Y-%m-%d"), "corolint": version(options.corolint), "clang": version(options.clang),
            "cores": os.cpu_count(), "load": os.getloadavg()[0], "repeats": options.repeats,
            "build": options.build.name}


def main():
    # So that an edited file is restored.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    options = arguments()
    options.output.mkdir(parents=True, exist_ok=True)
    head = report.head(setting(options))
    sections = []
    for name, folder in projects(options):
        project = Project.load(folder)
        comparison = Comparison(name, project, options)
        interrupted = False
        try:
            comparison.run()
        except KeyboardInterrupt:
            # The report has what there is, once there is something to compare.
            if not comparison.cost("warm"):
                raise
            interrupted = True
        finally:
            project.remove_parts()
        picture = report.plot(comparison, options.output / f"{name}.png")
        sections.append(report.section(comparison, picture))
        (options.output / "report.md").write_text("\n".join([head, *sections]))
        if interrupted:
            sys.exit(130)
    bench_link = options.build.resolve() / "bin/bench-link"
    if "link" in options.parts and bench_link.exists():
        sections.append(link.section(link.run(bench_link, options.repeats, say)))
    server = options.build.resolve() / "bin/corolint-clangd"
    if "editor" in options.parts and server.exists():
        sections.append(editor.section(editor.run(server, options.clangd, REPOSITORY / "test/Inputs", options.repeats, say)))
    text = "\n".join([head, *sections])
    (options.output / "report.md").write_text(text)
    print(text)
    say(f"the report is {options.output / 'report.md'}")


if __name__ == "__main__":
    main()
