# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Builds the aspect's output groups for Inputs/bazel/workspace, which lies over a part of Inputs/project, with Bazel.

usage: bazel_test.py --corolint … --inputs … --temp … --prefix INSTALLED

The report must be that of the command, and what the sources say. What Bazel does
is read off its log of executions. It fetches nothing: Inputs/bazel/stubs stands
for what its own tools load from other repositories.
"""

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from project_test import Project, argument_parser, differences, expectations_of, unmet

HERE = Path(__file__).resolve().parent / "Inputs/bazel"
GENERATED = "bazel-out/k8-fastbuild/bin/generated/pause.cpp"
SOURCES = ["app/devices.cpp", "app/engine.cpp", "app/modem.cpp", "app/pauses.cpp", "devices/all.cpp",
           "devices/marked.cpp", "engine/engine.cpp", GENERATED, "rt/tasks.cpp", "sensors/sensors.cpp", "util/io.cpp",
           "vendor/modem.c"]
FLAGS = {"app/pauses.cpp": ["-DPAUSES", "-Igenerated/include"],
         GENERATED: ["-DPAUSES", "-DLOCAL", "-DSECONDS=2", '-DNAME="two words"', "-Igenerated/include"]}
REPORT = ["--output_groups=corolint_report,corolint_summaries", "--@corolint//:format=json"]
VALIDATION = ["--output_groups=_validation"]
SANDBOXES = {"linux-sandbox", "processwrapper-sandbox"}


class Workspace:
    """A workspace with a Bazel of its own."""

    def __init__(self, args, name):
        self.folder = Path(args.temp).resolve() / name / "workspace"
        self.project = Project(args.corolint, args.inputs, self.folder, SOURCES)
        self.project.extra_flags = FLAGS
        self.project.write_database()
        shutil.copytree(HERE / "workspace", self.folder, dirs_exist_ok=True)
        shutil.copy(f"{args.inputs}/task.hpp", self.folder)
        base = self.folder.parent
        self.log = base / "executions.json"
        self.bazel = ["bazel", "--nohome_rc", "--host_jvm_args=-Xmx512m", "--max_idle_secs=120",
                      f"--output_user_root={base}/user", f"--output_base={base}/output"]
        repositories = {path.name: path for path in (HERE / "stubs").iterdir()}
        repositories["corolint"] = Path(args.prefix).resolve() / "share/corolint/bazel"
        self.flags = ["--experimental_repository_disable_download", "--spawn_strategy=sandboxed", "--nosandbox_debug",
                      "--jobs=2", "--color=no", "--curses=no", "--noshow_progress",
                      f"--execution_log_json_file={self.log}",
                      *(f"--override_repository={name}={path}" for name, path in repositories.items())]

    def run(self, command, *arguments):
        self.log.unlink(missing_ok=True)
        return Executions(subprocess.run([*self.bazel, command, *self.flags, *arguments], cwd=self.folder,
                                         capture_output=True, text=True, timeout=600), self.log)

    def shut_down(self):
        subprocess.run([*self.bazel, "shutdown"], cwd=self.folder, capture_output=True)

    def report(self):
        report = json.loads((self.folder / "bazel-bin/app/app.corolint.json").read_text())
        del report["summary"]["seconds"]
        return report

    def summaries(self):
        root = (self.folder / "bazel-bin").resolve()
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.summary")}


class Executions:
    """What one run of Bazel has said and executed."""

    def __init__(self, result, log):
        self.status, self.output = result.returncode, result.stdout + result.stderr
        self.all, text = [], log.read_text().strip() if log.exists() else ""
        while text:
            execution, end = json.JSONDecoder().raw_decode(text)
            self.all.append(execution)
            text = text[end:].strip()

    def __str__(self):
        return f"exit status {self.status}\n{self.output[-3000:]}"

    def number_of(self, mnemonic):
        return sum(execution["mnemonic"] == mnemonic for execution in self.all)

    def summarised(self):
        """The sources that were."""
        return sorted(execution["commandArgs"][2] for execution in self.all
                      if execution["mnemonic"] == "CorolintSummarize")


class BazelTest:
    """A workspace, and complaints."""

    def __init__(self, workspace):
        self.workspace, self.project = workspace, workspace.project
        self.complaints = []

    def expect(self, condition, complaint):
        if not condition:
            self.complaints.append(complaint)

    def expect_report(self, what, sources):
        """A build summarises these sources and no others, links once, and reports what the command does."""
        build = self.workspace.run("build", *REPORT, "//app")
        if build.status != 0:
            sys.exit(f"{what}: {build}")
        self.expect(build.summarised() == sorted(sources), f"{what}: summarised {build.summarised()}, not {sources}")
        self.expect(build.number_of("CorolintLink") == bool(sources), f"{what}: linked not once: {build}")
        runners = {execution["runner"] for execution in build.all}
        self.expect(runners <= SANDBOXES, f"{what}: executed by {runners}")
        report = self.workspace.report()
        self.complaints += differences(what, report, self.project.lint("--no-cache").report())
        return report

    @contextmanager
    def edited(self, name, old, new):
        path = self.workspace.folder / name
        text = path.read_text()
        assert old in text, f"{name} has nowhere: {old}"
        path.write_text(text.replace(old, new))
        yield
        path.write_text(text)


def reports(test):
    report = test.expect_report("first run", SOURCES)
    test.complaints += unmet(report["findings"], [e for e in expectations_of(test.project) if e.file in SOURCES])
    test.expect_report("again", [])
    with test.edited("util/io.cpp", "sleep(seconds)", "(void)seconds"):
        test.expect_report("an edit", ["util/io.cpp"])
    with test.edited("engine/engine.hpp", "#pragma once", "#pragma once\n"):
        test.expect_report("an edit undone, and a header",
                           ["app/engine.cpp", "app/modem.cpp", "app/pauses.cpp", "engine/engine.cpp", "util/io.cpp"])
    with test.edited(".corolint.yaml", "[sensors::warm_up]", "[sensors::read_channel]"):
        test.expect_report("a model", SOURCES)


def failures(test):
    build = test.workspace.run("build", *VALIDATION, "//app")
    test.expect(build.status == 1 and "warning: 'spin_up' blocks" in build.output, f"findings don't fail: {build}")
    build = test.workspace.run("build", *VALIDATION, "//vendor")
    test.expect(build.status == 0, f"no findings, but: {build}")
    build = test.workspace.run("build", *VALIDATION, "--@corolint//:checks=-coro-blocking-call", "//app")
    test.expect(build.status == 0, f"without the check: {build}")
    build = test.workspace.run("test", "--test_output=errors", "//app:app_lint", "//app:vendor_lint")
    lines = [line.split() for line in build.output.splitlines() if line.startswith("//app:")]
    test.expect([line[:1] + [word for word in line if word.isupper()] for line in lines] ==
                [["//app:app_lint", "FAILED"], ["//app:vendor_lint", "PASSED"]] or lines, f"tests: {build}")
    test.expect("warning: 'spin_up' blocks" in build.output, f"a test tells no findings: {build}")


def sandbox(test):
    """What isn't declared isn't there."""
    with test.edited("devices/BUILD.bazel", '"//util",', ""):
        build = test.workspace.run("build", *VALIDATION, "//devices")
        test.expect(build.status == 1 and "'util/io.hpp' file not found" in build.output,
                    f"a header that is not declared: {build}")
    files = [folder / ".clang-tidy" for folder in (test.workspace.folder, test.workspace.folder.parent)]
    for file in files:
        file.write_text("Checks: '-coro-blocking-call'\n")
    # With another flag, so that it is looked at anew.
    build = test.workspace.run("build", *VALIDATION, "--@corolint//:checks=coro-unawaited", "//app")
    test.expect(build.status == 1 and build.summarised() == sorted(SOURCES),
                f"a configuration that is not declared: {build}")
    with test.edited("BUILD.bazel", '".corolint.yaml"', '".clang-tidy", ".corolint.yaml"'):
        build = test.workspace.run("build", *VALIDATION, "//app")
        test.expect(build.status == 0, f"a configuration: {build}")
    for file in files:
        file.unlink()


def anywhere(test, other):
    """Another workspace with another output base gives the same bytes."""
    mine, theirs = [], []
    for workspace, found in ((test.workspace, mine), (other, theirs)):
        build = workspace.run("build", *REPORT, "//app")
        test.expect(build.status == 0, f"in {workspace.folder}: {build}")
        found.append(workspace.summaries())
    test.expect(len(mine[0]) == len(SOURCES), f"there are {len(mine[0])} summaries")
    test.expect(mine[0].keys() == theirs[0].keys(), f"other summaries: {sorted(theirs[0])}")
    test.complaints += [f"in another place {name} is not the same" for name in mine[0]
                        if mine[0][name] != theirs[0].get(name)]
    test.expect(test.workspace.report() == other.report(), "in another place the report is not the same")


def main():
    parser = argument_parser()
    parser.add_argument("--prefix", required=True)
    args = parser.parse_args()
    workspaces = [Workspace(args, name) for name in ("here", "some/where/else")]
    test = BazelTest(workspaces[0])
    try:
        for part in (reports, failures, sandbox):
            part(test)
        anywhere(test, workspaces[1])
    finally:
        for workspace in workspaces:
            workspace.shut_down()
    print("\n".join(test.complaints))
    return bool(test.complaints)


if __name__ == "__main__":
    sys.exit(main())
