# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tests checks on one C++ file, whose comments say what must be found.

    // RUN: %lint %s CHECK[,CHECK] [-o OPTION=VALUE]... [--if NAME]... [-- FLAGS]

CHECK is a check without its "coro-". The file is linted with all default checks
and those named, by the command and by clang-tidy with the plugin, which have to
agree. Every finding must be expected, every expectation met:

    f(); // warns: TEXT            the first CHECK, in this line, with TEXT in its message
    f(); // warns unawaited: TEXT  another check
         // warns@-1: TEXT         another line, counted from this one
    f(); // warns if strict: TEXT  only in a run with `--if strict`; also `if not strict`
    f(); // note: TEXT             a note of some finding is in this line
         // error: TEXT            the file's error, beside a `does-not-compile`
    // does-not-compile            somewhere in the file: it isn't meant to
    // fixed: CODE                 what --fix makes of the line
    // suggested: CODE             what --fix-notes makes of the line, and --fix leaves alone

One comment may hold several of these, each with its own `//`. They may also
stand in lines of their own below the code that they are about: `warns`, `note`,
`fixed` and `suggested` are about the nearest line of code at or above them.

A file with one `fixed` or `suggested` says it for every fix in it. Whatever is
fixed must compile; nothing that was fixed may fire again, nothing new may fire.

Functions named *_bad hold a finding, those named *_ok none; false_alarm_* hold
one that should not be there, missed_alarm_* lack one. No finding is elsewhere.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

DIRECTIVE = re.compile(
    r"(?P<word>warns|note|error|fixed|suggested)(?P<offset>@[+-]\d+)?"
    r"(?: (?!if )(?P<check>[\w-]+))?(?: if (?P<condition>(?:not )?\w+))?: (?P<text>.*)$")
VERDICT = re.compile(r"\b(\w+_(?:bad|ok)|(?:false|missed)_alarm_\w+)\s*(?=[(=])")
DIAGNOSTIC = re.compile(r"^(/.*?):(\d+):(\d+): (warning|error|note): (.*)$")
MAX_ROUNDS = 3


@dataclass(eq=False)
class Expectation:
    word: str
    line: int
    check: str
    text: str


@dataclass
class Finding:
    check: str
    file: str
    line: int
    column: int
    message: str
    notes: list = field(default_factory=list)
    fixes: list = field(default_factory=list)

    def __str__(self):
        return f"{self.file}:{self.line}:{self.column}: {self.message} [coro-{self.check}]"

    def offers_fix(self, also_suggested):
        return any(also_suggested or fix["safety"] == "safe" for fix in self.fixes)


class Failures:
    def __init__(self):
        self.messages = []

    def add(self, message):
        self.messages.append(message)


class Expectations:
    """What the comments of a text say, for a run with these names, or for all runs without."""

    def __init__(self, text, check, names):
        self.warns, self.notes, self.errors, self.fixes = [], [], [], []
        self.does_not_compile = False
        self.code = {}
        code_line = 0
        for number, line in enumerate(text.splitlines(), 1):
            code, *comments = re.split(r"\s*//\s*", line)
            if code.strip():
                code_line = number
                self.code[number] = code.strip()
            # What stands between "//" and "//" belongs together only up to the next directive.
            for comment in comments:
                if comment.strip() == "does-not-compile":
                    self.does_not_compile = True
                match = DIRECTIVE.match(comment.strip())
                if match and self.applies(match["condition"], names):
                    target = number + int(match["offset"][1:]) if match["offset"] else code_line
                    self.add(Expectation(match["word"], target, match["check"] or check,
                                         match["text"].strip()))

    @staticmethod
    def applies(condition, names):
        if not condition or names is None:
            return True
        if condition.startswith("not "):
            return condition[4:] not in names
        return condition in names

    def add(self, expectation):
        {"warns": self.warns, "note": self.notes, "error": self.errors, "fixed": self.fixes,
         "suggested": self.fixes}[expectation.word].append(expectation)


class Tools:
    """The two hosts, and the compiler, with the flags of the test."""

    def __init__(self, args):
        self.args = args
        # clang-tidy stops at the twentieth error, unless told; corolint doesn't.
        self.flags = ["-std=c++20", "-ferror-limit=0", "-I", f"{args.repo}/include", "-I", f"{args.repo}/test/Inputs",
                      *args.flags]
        self.config = []
        if args.options:
            pairs = ", ".join(f"coro-{name if '.' in name else args.checks[0] + '.' + name}: '{value}'"
                              for name, value in (o.split("=", 1) for o in args.options))
            self.config = [f"--config={{CheckOptions: {{{pairs}}}}}"]

    def corolint(self, file, *flags):
        """Findings, errors and exit status."""
        command = [self.args.corolint, "--format=json", "--quiet", *self.config, *flags,
                   "--checks=" + ",".join("coro-" + c for c in self.args.checks), str(file), "--",
                   *self.flags]
        run = subprocess.run(command, capture_output=True, text=True, cwd=file.parent)
        try:
            report = json.loads(run.stdout)
        except json.JSONDecodeError:
            raise SystemExit(f"{' '.join(command)}\nexit status {run.returncode}, no JSON:\n"
                             f"{run.stdout}{run.stderr}")
        findings = [Finding(f["check"].removeprefix("coro-"), os.path.join(file.parent, f["file"]),
                            f["line"], f["column"], f["message"],
                            [(os.path.join(file.parent, n["file"]), n["line"], n["message"])
                             for n in f["notes"] if n["file"]], f["fixes"])
                    for f in report["findings"]]
        return findings, [e["message"] for e in report["errors"]], run.returncode

    def clang_tidy(self, file):
        """Findings, and whether there were compile errors."""
        listed = subprocess.run([self.args.corolint, "--list-checks"], capture_output=True, text=True,
                                cwd="/", check=True).stdout.split()
        checks = [c for c in listed if c.startswith("coro-")] + ["coro-" + c for c in self.args.checks]
        command = [self.args.clang_tidy, "-load", self.args.plugin, "--checks=-*," + ",".join(checks),
                   "--header-filter=.*", *self.config, str(file), "--", *self.flags]
        run = subprocess.run(command, capture_output=True, text=True, cwd=file.parent)
        findings, current, compiles = [], None, True
        for line in run.stdout.splitlines():
            match = DIAGNOSTIC.match(line)
            if not match:
                continue
            path, row, column, kind, message = match.groups()
            if kind == "note":
                if current:
                    current.notes.append((os.path.normpath(path), int(row), message))
                continue
            current = None
            message, _, check = message.rpartition(" [")
            if check.startswith("coro-"):
                current = Finding(check.rstrip("]").split(",")[0].removeprefix("coro-"),
                                  os.path.normpath(path), int(row), int(column), message)
                findings.append(current)
            elif kind == "error":
                compiles = False
        if run.returncode and compiles:
            raise SystemExit(f"{' '.join(command)}\nexit status {run.returncode}:\n{run.stderr}")
        return findings, compiles

    def compile_errors(self, file):
        command = [self.args.clang, "-fsyntax-only", "-w", *self.flags, str(file)]
        run = subprocess.run(command, capture_output=True, text=True)
        return run.stderr if run.returncode else ""


def code_only(text):
    """The text without comments, and without what stands in quotes."""
    pattern = r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'"
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.S)


def judged_functions(text):
    """(name, first line, last line) of the functions that are named for a verdict."""
    code = code_only(text)
    found, position = [], 0
    while match := VERDICT.search(code, position):
        position = match.end()
        opening = code.find("{", position)
        end = code.find(";", position)
        if opening < 0 or (-1 < end < opening and "{" not in code[position:end]):
            continue
        depth, at = 0, opening
        while at < len(code):
            depth += {"{": 1, "}": -1}.get(code[at], 0)
            at += 1
            if depth == 0:
                break
        found.append((match[1], code.count("\n", 0, match.start()) + 1,
                      code.count("\n", 0, at - 1) + 1))
        position = at
    return found


def check_names(text, expected, failures):
    functions = judged_functions(text)
    for name, first, last in functions:
        holds = [e for e in expected if first <= e.line <= last]
        if re.search(r"_bad$|^false_alarm_", name) and not holds:
            failures.add(f"line {first}: '{name}' holds no finding")
        if re.search(r"_ok$|^missed_alarm_", name) and holds:
            failures.add(f"line {holds[0].line}: a finding in '{name}'")
    for e in expected:
        if not any(first <= e.line <= last for _, first, last in functions):
            failures.add(f"line {e.line}: this finding is in no function named for its verdict")


def match_findings(findings, expected, file, failures):
    """The finding of each expectation; what has no partner is a failure."""
    left, partners = list(findings), {}
    for e in expected:
        partner = next((f for f in left if (f.file, f.line, f.check) == (str(file), e.line, e.check)
                        and e.text in f.message), None)
        if partner:
            left.remove(partner)
            partners[e] = partner
        else:
            failures.add(f"line {e.line}: expected coro-{e.check}: {e.text}")
    for f in left:
        failures.add(f"unexpected: {f}")
    return partners


def compare_hosts(command, plugin, failures):
    ours, theirs = ({str(f): f for f in findings} for findings in (command, plugin))
    for text in ours.keys() - theirs.keys():
        failures.add(f"only corolint says: {text}")
    for text in theirs.keys() - ours.keys():
        failures.add(f"only clang-tidy says: {text}")
    for text in ours.keys() & theirs.keys():
        if ours[text].notes != theirs[text].notes:
            failures.add(f"the notes differ: {text}\n    corolint: {ours[text].notes}\n"
                         f"    clang-tidy: {theirs[text].notes}")


def check_fix_expectations(expected, partners, failures):
    """Fixes are said for all findings of a file or for none."""
    if not expected.fixes:
        return
    for e, finding in partners.items():
        word = {"safe": "fixed", "suggested": "suggested"}
        said = {x.word for x in expected.fixes if x.line == e.line}
        for fix in finding.fixes:
            if word[fix["safety"]] not in said:
                failures.add(f"line {e.line}: has a {fix['safety']} fix that is not expected")
        if not finding.fixes and said and len([x for x in partners if x.line == e.line]) == 1:
            failures.add(f"line {e.line}: expected a fix, but there is none")


def check_fixed_copy(tools, file, folder, flag, expected, partners, failures):
    """Applies fixes to a copy until there are none left, and looks at the result."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for sibling in file.parent.iterdir():
        if sibling.is_file() and (sibling == file or sibling.suffix in (".hpp", ".h", ".yaml")):
            shutil.copy(sibling, folder)
    copy = folder / file.name
    also_suggested = flag == "--fix-notes"

    for _ in range(MAX_ROUNDS):
        tools.corolint(copy, flag)
        with ThreadPoolExecutor() as pool:
            compiled = pool.submit(tools.compile_errors, copy)
            findings, errors, _ = tools.corolint(copy)
            broken = compiled.result()
        if not any(f.offers_fix(also_suggested) for f in findings):
            break
    else:
        failures.add(f"{flag}: still offers fixes after {MAX_ROUNDS} rounds: {findings[0]}")

    text = copy.read_text()
    now = Expectations(text, tools.args.checks[0], tools.args.names)
    unfixed = [now.warns[i] for i, e in enumerate(expected.warns)
               if e in partners and not partners[e].offers_fix(also_suggested)]
    if broken and not (expected.does_not_compile and (unfixed or expected.errors)):
        failures.add(f"{flag}: the result does not compile: {copy}\n{broken}")
    if errors and not expected.does_not_compile:
        failures.add(f"{flag}: corolint can't analyse the result: {errors}")
    for f in findings:
        if not any((f.file, f.line, f.check) == (str(copy), e.line, e.check) and e.text in f.message
                   for e in unfixed):
            failures.add(f"{flag}: found in the result: {f}")
    for e, before in zip(now.fixes, expected.fixes):
        wanted = e.text if also_suggested or e.word == "fixed" else expected.code[before.line]
        if now.code.get(e.line) != wanted:
            failures.add(f"{flag}: line {e.line} of {copy}\n    is:       {now.code.get(e.line)}\n"
                         f"    expected: {wanted}")


def run(args, failures):
    file = Path(args.file).resolve()
    text = file.read_text()
    tools = Tools(args)
    expected = Expectations(text, args.checks[0], args.names)

    with ThreadPoolExecutor() as pool:
        plugin = pool.submit(tools.clang_tidy, file)
        findings, errors, status = tools.corolint(file)
        plugin_findings, compiles = plugin.result()

    check_names(text, Expectations(text, args.checks[0], None).warns, failures)
    partners = match_findings(findings, expected.warns, file, failures)
    compare_hosts(findings, plugin_findings, failures)
    for e in expected.notes:
        if not any((where, line) == (str(file), e.line) and e.text in message
                   for f in findings for where, line, message in f.notes):
            failures.add(f"line {e.line}: expected a note: {e.text}")
    for e in expected.errors:
        if not any(e.text in message for message in errors):
            failures.add(f"expected an error of the file: {e.text}; there is {errors}")
    if errors and not expected.errors:
        failures.add(f"unexpected errors: {errors}")
    if compiles == expected.does_not_compile:
        failures.add("it compiles" if compiles else "it does not compile, and doesn't say so")
    wanted = 3 if expected.errors else 1 if expected.warns else 0
    if status != wanted:
        failures.add(f"corolint's exit status is {status}, expected {wanted}")

    check_fix_expectations(expected, partners, failures)
    if failures.messages:
        return
    rounds = [(flag, name) for flag, name, suggested in
              (("--fix", "safe", False), ("--fix-notes", "all", True))
              if any(any(x["safety"] == ("suggested" if suggested else "safe") for x in f.fixes)
                     for f in findings)]
    for flag, name in rounds:
        check_fixed_copy(tools, file, Path(args.temp) / name, flag, expected, partners, failures)


def parse_arguments(arguments):
    flags = []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, flags = arguments[:at], arguments[at + 1:]
    parser = argparse.ArgumentParser(description="See the top of the file.")
    for tool in ("corolint", "plugin", "clang-tidy", "clang", "repo", "temp"):
        parser.add_argument("--" + tool, required=True)
    parser.add_argument("file")
    parser.add_argument("checks", type=lambda value: value.split(","))
    parser.add_argument("-o", dest="options", action="append", default=[])
    parser.add_argument("--if", dest="names", action="append", default=[])
    args = parser.parse_args(arguments)
    args.flags = flags
    return args


def main():
    failures = Failures()
    run(parse_arguments(sys.argv[1:]), failures)
    for message in failures.messages:
        print(message)
    return 1 if failures.messages else 0


if __name__ == "__main__":
    sys.exit(main())
