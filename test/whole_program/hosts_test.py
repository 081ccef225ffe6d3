# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the hosts that see one file at a time against the command, whose index they read.

usage: hosts_test.py (clang-tidy|clangd) --corolint … --inputs … --temp … HOST COMMAND…

Every finding of the command in a source file has to be one of the host's in that
file, with the same words, the same chain and its places in other files; and the
other way round. Without the index the host says what the one file shows.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import lsp
from project_test import CACHE, Project, argument_parser

DIAGNOSTIC = re.compile(r"^(?P<file>[^: ]+):(?P<line>\d+):\d+: (?P<kind>warning|note): "
                        r"(?P<text>.*?)(?: \[coro-[a-z-]+\])?$")
STEP = re.compile(r"^'.*' calls '")


def of_command(project, source):
    """(line, message, chain notes with their places) of each finding in a source."""
    return {(f["line"], f["message"], tuple((str(project.folder / n["file"]), n["line"], n["message"])
                                            for n in f["notes"] if STEP.match(n["message"])))
            for f in project.lint().report()["findings"] if f["file"] == source}


def of_clang_tidy(project, source, command):
    output = subprocess.run([*command, "--quiet", "--checks=-*,coro-*,-coro-sequential-await", "-p", str(project.folder), source],
                            cwd=project.folder, capture_output=True, text=True).stdout
    findings = []
    for line in output.splitlines():
        match = DIAGNOSTIC.match(line)
        if match and match["kind"] == "warning":
            findings.append((str(project.folder / match["file"]), int(match["line"]), match["text"], []))
        elif match and findings and STEP.match(match["text"]):
            findings[-1][3].append((str(project.folder / match["file"]), int(match["line"]), match["text"]))
    return {(line, text, tuple(chain)) for file, line, text, chain in findings
            if file == str(project.folder / source)}


def of_clangd(project, source, command):
    server = lsp.Client(*command)
    found = set()
    for diagnostic in server.diagnostics(project.folder / source):
        if not str(diagnostic.get("code", "")).startswith("coro-"):
            continue
        chain = tuple((note["location"]["uri"].removeprefix("file://"), note["location"]["range"]["start"]["line"] + 1,
                       note["message"].splitlines()[0])
                      for note in diagnostic.get("relatedInformation", ()) if STEP.match(note["message"]))
        text = re.sub(r" \(fix(es)? available\)$", "", diagnostic["message"].splitlines()[0])
        found.add((diagnostic["range"]["start"]["line"] + 1, text, chain))
    server.close()
    return found


def main():
    parser = argument_parser()
    parser.add_argument("host", choices=["clang-tidy", "clangd"])
    parser.add_argument("command", nargs=argparse.REMAINDER)
    args = parser.parse_args()
    ask = of_clang_tidy if args.host == "clang-tidy" else of_clangd
    project = Project(args.corolint, args.inputs, Path(args.temp).resolve() / args.host / "project")
    complaints = []
    # Without an index a helper in another file is not known to block.
    alone = ask(project, "app/startup.cpp", args.command)
    if any("util::settle'" in text and "app::" not in text.split("'")[1] for _, text, _ in alone):
        complaints.append(f"without an index: {alone}")
    report = project.lint().report()
    sources = sorted({f["file"] for f in report["findings"] if f["file"].endswith(".cpp")})
    for source in sources:
        mine, theirs = of_command(project, source), ask(project, source, args.command)
        complaints += [f"{source}: only the command: {f}" for f in sorted(mine - theirs)]
        complaints += [f"{source}: only {args.host}: {f}" for f in sorted(theirs - mine)]
    # A damaged index is no index.
    (project.folder / CACHE / "index.summary").write_bytes(b"corolint")
    if ask(project, "app/startup.cpp", args.command) != alone:
        complaints.append("a damaged index: not what the host says without one")
    print("\n".join(complaints))
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
