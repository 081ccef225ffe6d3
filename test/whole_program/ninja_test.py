# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Builds the lint targets of Inputs/ninja, which lies over a copy of Inputs/project, with CMake and Ninja.

usage: ninja_test.py --corolint … --inputs … --temp … --prefix INSTALLED

The report must be that of the command on the compile database of a build without
unity files, and what the sources say. What Ninja does is read off its output.
"""

import json
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from project_test import Project, argument_parser, differences, expectations_of, unmet

OVERLAY = Path(__file__).resolve().parent / "Inputs/ninja"
GENERATED = ["flags/made.cpp", "flags/made.hpp", "flags/own.hpp", "flags/told.hpp"]
EDGE = re.compile(r"^\[\d+/\d+\] (.*)$", re.M)
COMPILED = re.compile(r"Building C(?:XX)? object CMakeFiles/lint[a-z.-]*\.dir/(.*)\.o$")
LINK = "Linking summaries"
NOTHING_TO_DO = "ninja: no work to do."
ONLY_SLEEPS = "CheckOptions:\n  coro-blocking-call.Kinds: sleep\n"


class Build:
    """What one run of Ninja has done."""

    def __init__(self, result):
        self.status, self.output = result.returncode, result.stdout + result.stderr
        self.edges = EDGE.findall(self.output)
        self.summarised = sorted(match[1] for match in map(COMPILED.match, self.edges) if match)

    def __str__(self):
        return f"exit status {self.status}\n{self.output[:2000]}"


class NinjaTest:
    """A project, its build folder, and complaints."""

    def __init__(self, args):
        self.project = Project(args.corolint, args.inputs, Path(args.temp).resolve() / "project")
        self.prefix, self.folder = Path(args.prefix).resolve(), self.project.folder
        shutil.copytree(OVERLAY, self.folder, dirs_exist_ok=True)
        self.build_folder = self.folder.parent / "build"
        self.complaints = []

    def configure(self, folder, *definitions):
        command = ["cmake", "-G", "Ninja", "-S", self.folder, "-B", folder, f"-DCMAKE_PREFIX_PATH={self.prefix}",
                   f"-DINPUTS={self.project.inputs}", "-DCMAKE_C_COMPILER=gcc", "-DCMAKE_CXX_COMPILER=g++",
                   "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *definitions]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0 or "Warning" in result.stderr:
            sys.exit(f"CMake: exit status {result.returncode}\n{result.stdout}{result.stderr}")

    def ninja(self, *targets, folder=None):
        return Build(subprocess.run(["ninja", "-C", folder or self.build_folder, *targets], capture_output=True,
                                    text=True, timeout=600))

    def relative(self, text):
        """A report with the paths of the project's own command."""
        report = json.loads(text.replace(f"{self.folder}/", ""))
        del report["summary"]["seconds"]
        return report

    def plain_report(self):
        """What the command says of all sources by itself."""
        folder = self.folder.parent / "plain"
        if not folder.exists():
            self.configure(folder, "-DUNITY=OFF")
        self.ninja(*GENERATED, folder=folder)
        files = {entry["file"] for entry in json.loads((folder / "compile_commands.json").read_text())}
        sources = sorted(file for file in files if "/cmake_pch." not in file)
        return self.relative(self.project.run("-p", folder, "--format=json", *sources, folder=folder).output)

    def expect(self, condition, complaint):
        if not condition:
            self.complaints.append(complaint)

    def expect_report(self, what):
        report = self.relative((self.build_folder / "report.json").read_text())
        self.complaints += [f"{what}: error: {error}" for error in report["errors"]]
        self.complaints += differences(what, report, self.plain_report())
        return report

    def expect_summarised(self, what, target, sources, status):
        """Building the target summarises these sources and no others, and then links."""
        build = self.ninja(target)
        self.expect(build.summarised == sorted(sources), f"{what}: summarised {build.summarised}, expected {sources}")
        self.expect([edge for edge in build.edges if edge == LINK] == [LINK], f"{what}: linked not once: {build.edges}")
        self.expect(build.status == status, f"{what}: {build}")
        return build

    @contextmanager
    def edited(self, target, name, old, new):
        """While the change lasts, a file says something else; then the target is built as it was."""
        path = self.folder / name
        text = path.read_text()
        assert old in text, f"{name} has nowhere: {old}"
        path.write_text(text.replace(old, new))
        yield
        path.write_text(text)
        self.ninja(target)


def everything(test):
    test.configure(test.build_folder, "-DUNITY=ON")
    build = test.ninja("lint")
    test.expect(build.status == 1, f"first run: {build}")
    test.expect("warning: 'util::settle' blocks" in build.output, f"first run: prints no findings: {build}")
    report = test.expect_report("first run")
    test.complaints += unmet(report["findings"], expectations_of(test.project))
    test.expect(len(build.summarised) == report["summary"]["translation_units"],
                f"first run: summarised {build.summarised}")
    kinds = {edge.split()[0] for edge in build.edges}
    test.expect(kinds == {"Re-checking", "Generating", "Building", "Linking"}, f"first run: has done {kinds}")


def again(test):
    test.expect_summarised("with findings, again", "lint", [], 1)
    test.expect(test.ninja("lint-util").status == 0, "a target without findings fails")
    build = test.ninja("lint-util")
    test.expect(NOTHING_TO_DO in build.output, f"without findings, again: {build}")
    build = test.ninja("lint-sleepless")
    test.expect(build.status == 0, f"without the check: {build}")


def edits(test):
    with test.edited("lint", "util/io.cpp", "sleep(seconds)", "(void)seconds"):
        test.expect_summarised("an edit", "lint", ["util/io.cpp"], 1)
        report = test.expect_report("an edit")
        test.expect(not any("it reaches 'sleep'" in f["message"] and f["file"] == "client/main.cpp"
                            for f in report["findings"]), "an edit: the finding is still there")
    with test.edited("lint", "util/lines.hpp", "#pragma once", "#pragma once\n"):
        test.expect_summarised("a header", "lint", ["app/daily.cpp", "app/weekly.cpp", "util/ring.cpp"], 1)
    with test.edited("lint", "flags/made.hpp.in", "MADE 1", "MADE 4"):
        build = test.ninja("lint")
        test.expect([Path(name).name for name in build.summarised] == ["first.cpp", "made.cpp"],
                    f"a header that is generated: {build}")


def configuration(test):
    every = [f"util/{path.name}" for path in (test.folder / "util").glob("*.cpp")]
    test.ninja("lint-util")
    file = test.folder / ".clang-tidy"
    file.write_text(ONLY_SLEEPS)
    test.expect_summarised("a .clang-tidy", "lint-util", every, 0)
    file.write_text(ONLY_SLEEPS.replace("sleep", "file"))
    test.expect_summarised("another .clang-tidy", "lint-util", every, 0)
    file.unlink()
    test.expect_summarised("no .clang-tidy", "lint-util", every, 0)
    with test.edited("lint-util", ".corolint.yaml", "sensors::warm_up", "sensors::warm_down"):
        test.expect_summarised("a model", "lint-util", every, 0)
    test.configure(test.build_folder, "-DEXTRA=ON")
    test.expect_summarised("a definition", "lint-util", every, 0)


def errors(test):
    """What a file lacks is found when it is there."""
    with test.edited("lint-util", "util/ring.cpp", "#include", '#include "util/missing.hpp"\n#include'):
        build = test.expect_summarised("a missing header", "lint-util", ["util/ring.cpp"], 1)
        test.expect("util/missing.hpp' file not found" in build.output, f"a missing header: {build}")
        test.expect_summarised("a missing header, again", "lint-util", ["util/ring.cpp"], 1)
        (test.folder / "util/missing.hpp").touch()
        test.expect_summarised("a header that was missing", "lint-util", ["util/ring.cpp"], 0)
        build = test.ninja("lint-util")
        test.expect(NOTHING_TO_DO in build.output, f"a header that was missing, again: {build}")


def main():
    parser = argument_parser()
    parser.add_argument("--prefix", required=True)
    test = NinjaTest(parser.parse_args())
    for part in (everything, again, edits, configuration, errors):
        part(test)
    print("\n".join(test.complaints))
    return bool(test.complaints)


if __name__ == "__main__":
    sys.exit(main())
