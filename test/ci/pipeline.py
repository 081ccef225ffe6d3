# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: git
# RUN: rm -rf %t
# RUN: %python %s %corolint %inputs %repo %t
"""A team's way: a project with findings adopts corolint with a baseline; a change in a helper breaks a coroutine that nobody
touched; the pull request is annotated with just that; --fix repairs it, and the pipeline passes. Then the same job on GitLab, and the
hook that would have said it before the commit. The steps are those of tools/ci, run as the services run them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

corolint, inputs, repo, root = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
sys.path.insert(0, str(repo / "test/output/Inputs"))
import github
import gitlab
import junit
import sarif

project = root / "project"
SOURCES = {
    "log.hpp": "#pragma once\nvoid save(int);\n",
    "server.cpp": """#include "log.hpp"
#include <drops.hpp>
task<void> accept() {
  sleep(1);
  co_return;
}
task<void> serve(int request) {
  save(request);
  co_return;
}
""",
}
CHANGED = {"log.hpp": "#pragma once\n#include <drops.hpp>\ntask<void> save(int);\n"}


def git(*arguments, status=0, **more):
    run = subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], cwd=project,
                         capture_output=True, text=True, **more)
    assert run.returncode == status, f"git {arguments}: {run.stdout}{run.stderr}"
    return run.stdout + run.stderr


def write(files):
    for path, text in files.items():
        (project / path).write_text(text)


def lint(*arguments, status):
    run = subprocess.run([corolint, "-p", "build", *arguments], cwd=project, capture_output=True, text=True)
    assert run.returncode == status, run.stdout + run.stderr
    return run.stdout


def action(**inputs_given):
    """Runs the composite action: its status, what it printed, and its outputs."""
    text = yaml.safe_load((repo / "tools/ci/action.yml").read_text())
    given = {name: inputs_given.pop(name.replace("-", "_"), i["default"]) for name, i in text["inputs"].items()}
    assert not inputs_given, inputs_given
    step, = text["runs"]["steps"]
    assert "${{" not in step["run"], "an input in a script could be a script"
    environment = {name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], value)
                   for name, value in step["env"].items()}
    outputs = root / "outputs"
    outputs.write_text("")
    run = subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]], cwd=project,
                         capture_output=True, text=True, env={**os.environ, **environment, "GITHUB_OUTPUT": str(outputs)})
    return run.returncode, run.stdout, dict(line.split("=", 1) for line in outputs.read_text().splitlines())


def gitlab_job(arguments):
    job = yaml.safe_load((repo / "tools/ci/gitlab.yml").read_text())[".corolint"]
    tools = root / "tools"
    tools.mkdir(exist_ok=True)
    if not (tools / "corolint").exists():
        (tools / "corolint").symlink_to(corolint)
    run = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", "\n".join(job["script"])], cwd=project, capture_output=True,
                         text=True, env={**os.environ, **job["variables"], "COROLINT_ARGUMENTS": arguments,
                                         "PATH": f"{tools}:{os.environ['PATH']}"})
    reports = {kind: (project / file).read_text() for kind, file in job["artifacts"]["reports"].items()}
    assert job["artifacts"]["when"] == "always"
    return run.returncode, run.stdout, reports


# --- the page has the inputs, with their defaults
rows = re.findall(r"^\| `([\w-]+)` \|.*\| (?:`(.*)`|none) \|$", (repo / "docs/ci.md").read_text(), re.M)
declared = yaml.safe_load((repo / "tools/ci/action.yml").read_text())["inputs"]
assert dict(rows) == {name: i["default"] for name, i in declared.items()}, rows

# --- adopt
(project / "build").mkdir(parents=True)
write(SOURCES)
(project / "build/compile_commands.json").write_text(json.dumps([
    {"directory": str(project), "file": "server.cpp",
     "arguments": ["c++", "-std=c++20", "-I", str(inputs), "-I", str(repo / "include"), "-c", "server.cpp"]}]))
(project / ".gitignore").write_text("build/\n.cache/\n*.sarif\n")
git("init", "-q", "-b", "main")
lint(status=1)
lint("--baseline=known.json", "--write-baseline", status=0)
git("add", ".")
git("commit", "-q", "-m", "Adopt corolint")
status, printed, outputs = action(command=corolint, baseline="known.json")
assert (status, printed) == (0, ""), (status, printed)
known = json.loads((project / outputs["sarif"]).read_text())["runs"][0]["results"]
assert [r["baselineState"] for r in known] == ["unchanged"] and known[0]["suppressions"][0]["kind"] == "external", known

# --- break
git("checkout", "-q", "-b", "change")
write(CHANGED)
git("commit", "-q", "-a", "-m", "Saving takes its time")
assert git("diff", "--name-only", "main").split() == ["log.hpp"]
status, printed, outputs = action(command=corolint, baseline="known.json", arguments="--quiet\n--checks=coro-*\n")
found, errors = github.read(printed)
assert status == 1 and not errors, printed
assert [(f.file, f.line, f.check) for f in found] == [("server.cpp", 8, "coro-unawaited")], found
found, _ = sarif.read((project / outputs["sarif"]).read_text(), project)
assert sorted((f.line, f.check) for f in found) == [(8, "coro-unawaited")], found
status, printed, _ = action(command=corolint, since="main")
found, errors = github.read(printed)
assert status == 1 and not errors and [(f.file, f.line) for f in found] == [("server.cpp", 8)], printed

status, printed, reports = gitlab_job("--baseline=known.json --fail-on=error")
assert status == 0 and "1 finding" in printed, printed
for reader, report in ((gitlab, reports["codequality"]), (junit, reports["junit"])):
    assert [(f.file, f.line) for f in reader.read(report)[0]] == [("server.cpp", 8)]

# --- the hook
hook = project / ".git/hooks/pre-commit"
hook.symlink_to(repo / "tools/ci/pre-commit")
git("config", "corolint.arguments", "-p build --baseline known.json")
text = (project / "server.cpp").read_text()
write({"server.cpp": text + "// more\n"})
said = git("commit", "-a", "-m", "More", status=1, env={**os.environ, "COROLINT": corolint})
assert "server.cpp:8:3: warning:" in said and "--no-verify" in said, said
write({"server.cpp": text})

# --- fix
lint("--baseline=known.json", "--fix", status=1)
assert "  co_await save(request);\n" in (project / "server.cpp").read_text()
git("commit", "-q", "-a", "-m", "Wait until it is saved", env={**os.environ, "COROLINT": corolint})
status, printed, _ = action(command=corolint, baseline="known.json")
assert (status, printed) == (0, ""), (status, printed)
