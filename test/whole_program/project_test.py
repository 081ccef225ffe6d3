# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Lints a copy of Inputs/project in one way, and holds the report against what the sources say.

    // RUN: %project MODE

MODE is one of
    sequential  one file at a time
    parallel    two at a time
    reversed    the files named on the command line, last one first
    uncached    without a cache
    warm        a second time, over unchanged files
    linked      every file summarised by itself, then all of them linked

The report has to be that of a sequential run without a cache, but for the time
it took. Every finding must be expected, every expectation met:

    f(); // warns: TEXT  coro-blocking-call or coro-sync-wait in this line, with TEXT in
                         its message
         // chain: FUNCTION@FILE:LINE > …
                         by these calls: each function with the place of the next
                         one's call, the last one with that of the call that blocks
         // chain: any   by any calls: which of several is not said

A finding without a chain is a direct one. One comment may hold several of these,
each with its own `//`. They may also stand in lines of their own below the code
that they are about; a chain belongs to the finding in front of it.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "Inputs/project"
CACHE = ".cache/corolint"
DIRECTIVE = re.compile(r"(?P<word>warns|chain): (?P<text>.*)$")
STATISTICS = re.compile(r"^corolint: (\d+) files? analysed, (\d+) from the cache$", re.M)
FINDINGS_REPORTED = 1


@dataclass
class Expectation:
    CHECKS = ("coro-blocking-call", "coro-sync-wait")

    file: str
    line: int
    text: str
    chain: str = ""

    def __str__(self):
        return f"{self.file}:{self.line}: {self.text} by {self.chain or 'itself'}"

    def is_met_by(self, finding):
        chain = chain_of(finding)
        return (place_of(finding) == (self.file, self.line) and finding["check"] in self.CHECKS and
                self.text in finding["message"] and (chain == self.chain or (self.chain == "any" and chain)))


@dataclass
class Run:
    status: int
    output: str
    errors: str

    def report(self):
        """The report, without the time that it took."""
        try:
            report = json.loads(self.output)
        except json.JSONDecodeError:
            sys.exit(f"exit status {self.status}, no JSON:\n{self.output}{self.errors}")
        del report["summary"]["seconds"]
        return report

    def statistics(self):
        """How many files were analysed, and how many came from the cache."""
        match = STATISTICS.search(self.errors)
        if not match:
            sys.exit(f"no statistics on standard error:\n{self.errors}")
        return int(match[1]), int(match[2])


class Project:
    """A copy of the project with a compile database, and the command that looks at it."""

    def __init__(self, corolint, inputs, folder, sources=None):
        self.corolint, self.inputs, self.folder = corolint, inputs, Path(folder).resolve()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(SOURCE, self.folder)
        self.sources = sources or [name for name in self.files() if name.endswith((".c", ".cpp"))]
        self.extra_flags = {}
        self.write_database()

    def files(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*")
                      if path.suffix in (".c", ".cpp", ".h", ".hpp"))

    def flags(self, source):
        # There is no folder "overrides"; a test may make one.
        language = "-std=c17" if source.endswith(".c") else "-std=c++20"
        return [language, "-I", "overrides", "-I", ".", "-I", self.inputs, *self.extra_flags.get(source, [])]

    def write_database(self):
        entries = [{"directory": str(self.folder), "file": source,
                    "arguments": ["cc", *self.flags(source), "-c", source]} for source in self.sources]
        (self.folder / "compile_commands.json").write_text(json.dumps(entries, indent=1))

    def command(self, *arguments):
        return [self.corolint, *(str(argument) for argument in arguments)]

    def run(self, *arguments, folder=None):
        result = subprocess.run(self.command(*arguments), capture_output=True, text=True,
                                cwd=folder or self.folder, timeout=600)
        return Run(result.returncode, result.stdout, result.stderr)

    def lint(self, *arguments, folder=None):
        return self.run("-p", self.folder, "--format=json", *arguments, folder=folder)

    def has_shape(self, run):
        """Whether the report is as the contract says; complains if it isn't."""
        shape = [sys.executable, f"{self.inputs}/report_shape.py"]
        return subprocess.run(shape, input=run.output, text=True).returncode == 0


def place_of(finding):
    return finding["file"], finding["line"]


def chain_of(finding):
    return " > ".join(f"{step['function']}@{step['file']}:{step['line']}" for step in finding.get("chain", []))


def describe(finding):
    return (f"{finding['file']}:{finding['line']}:{finding['column']}: {finding['message']} "
            f"[{finding['check']}] by {chain_of(finding) or 'itself'}")


# --- what the sources say

def expectations_of_file(name, text):
    found, code_line = [], 0
    for number, line in enumerate(text.splitlines(), 1):
        code, *comments = re.split(r"\s*//\s*", line)
        if code.strip():
            code_line = number
        for match in filter(None, map(DIRECTIVE.match, comments)):
            if match["word"] == "warns":
                found.append(Expectation(name, code_line, match["text"].strip()))
            else:
                found[-1].chain = match["text"].strip()
    return found


def expectations_of(project):
    return [expectation for name in project.files()
            for expectation in expectations_of_file(name, (project.folder / name).read_text())]


def unmet(findings, expected):
    """Complaints of expectations without a finding, and of findings without an expectation."""
    left, complaints = list(findings), []
    for expectation in expected:
        partner = next((f for f in left if expectation.is_met_by(f)), None)
        if partner:
            left.remove(partner)
        else:
            complaints.append(f"missed:     {expectation}")
    return complaints + [f"unexpected: {describe(finding)}" for finding in left]


# --- two reports

def differences(name, report, reference):
    """Complaints of what is not the same in both."""
    complaints = []
    for sign, these, those in (("only", report, reference), ("lacks", reference, report)):
        complaints += [f"{name} {sign}: {describe(f)}" for f in these["findings"] if f not in those["findings"]]
    if not complaints and report != reference:
        complaints = [f"{name}: {key} is {report[key]}\n    instead of {reference[key]}"
                      for key in reference if report[key] != reference[key]]
    return complaints


# --- the ways to look at a project; each yields runs with their names

def sequential(project):
    yield "-j1", project.lint("-j1")


def parallel(project):
    yield "-j2", project.lint("-j2")


def uncached(project):
    yield "--no-cache", project.lint("--no-cache")
    if (project.folder / CACHE).exists():
        sys.exit(f"--no-cache has made {CACHE}")


def reversed_files(project):
    yield "files reversed", project.lint(*reversed(project.sources))


def warm(project):
    yield "cold", project.lint()
    run = project.lint("--cache-stats")
    if run.statistics() != (0, len(project.sources)):
        sys.exit(f"{len(project.sources)} unchanged files, but: {run.errors}")
    yield "warm", run
    yield "warm, files reversed", project.lint(*reversed(project.sources))


def summarise(project, sources, folder):
    """Writes the summary of each source below the folder. Their paths, in the order of the sources."""
    folder.mkdir()

    def write(source):
        summary = folder / (source.replace("/", "-") + ".summary")
        run = project.run("summarize", "-p", project.folder, source, "-o", summary)
        if run.status != 0:
            sys.exit(f"summarize {source}: exit status {run.status}\n{run.output}{run.errors}")
        return summary

    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(write, sources))


def linked(project):
    first = summarise(project, project.sources, project.folder.parent / "first")
    again = summarise(project, project.sources[::-1], project.folder.parent / "again")[::-1]
    for one, other in zip(first, again):
        if one.read_bytes() != other.read_bytes():
            sys.exit(f"summarised twice, {one.name} is not the same")
    yield "linked", project.run("link", "--format=json", *first)
    yield "linked, summaries reversed", project.run("link", "--format=json", *reversed(first))


MODES = {"sequential": sequential, "parallel": parallel, "reversed": reversed_files, "uncached": uncached,
         "warm": warm, "linked": linked}


def reference_report(temp, project):
    """That of a run for itself; shared by the modes that are tested in one folder."""
    file = temp / "reference.json"
    if not file.exists():
        file.write_text(json.dumps(project.lint("-j1", "--no-cache").report()))
    return json.loads(file.read_text())


def complaints_of(project, name, run, reference):
    report = run.report()
    complaints = [f"{name}: error: {error}" for error in report["errors"]]
    if run.status != FINDINGS_REPORTED:
        complaints.append(f"{name}: exit status {run.status}")
    if not project.has_shape(run):
        complaints.append(f"{name}: not the report's shape")
    complaints += differences(name, report, reference)
    return complaints + [f"{name}: {text}" for text in unmet(report["findings"], expectations_of(project))]


def argument_parser():
    parser = argparse.ArgumentParser(description="See the top of the file.")
    for name in ("corolint", "inputs", "temp"):
        parser.add_argument("--" + name, required=True)
    return parser


def main():
    parser = argument_parser()
    parser.add_argument("mode", choices=MODES)
    args = parser.parse_args()
    temp = Path(args.temp).resolve()
    project = Project(args.corolint, args.inputs, temp / args.mode / "project")
    reference = reference_report(temp, project)
    complaints = [text for name, run in MODES[args.mode](project)
                  for text in complaints_of(project, name, run, reference)]
    print("\n".join(complaints))
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
