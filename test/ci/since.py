# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: git
# RUN: rm -rf %t
# RUN: %python %s %corolint %inputs %t
"""--since: what a change makes is told, in whatever file, and nothing else. Each case changes the same project in its own way;
the findings are named by the comments of their lines."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

corolint, inputs, root = sys.argv[1], sys.argv[2], Path(sys.argv[3])
project = root / "project"
BASE = {
    "server.cpp": """#include "helper.hpp"
task<void> accept() {
  sleep(1); // accept
  co_return;
}
task<void> serve() {
  helper(); // serve
  co_return;
}
task<void> store() {
  save(); // store
  co_return;
}
task<void> poll() {
  co_await pool().schedule();
  sleep(1); // poll
  co_return;
}
void plain() {
  sleep(2); // plain
}
task<void> hidden() {
  sleep(1); // hidden NOLINT
  co_return;
}
""",
    "helper.hpp": """#pragma once
#include <drops.hpp>
struct thread_pool {
  struct switching {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  [[clang::annotate("corolint::context_switch")]] switching schedule();
};
thread_pool &pool();
void helper();
void save();
[[clang::annotate("corolint::nonblocking")]] void quick();
""",
    "helper.cpp": """#include "helper.hpp"
void quick() {
  sleep(3);
}
void helper() {
  quick();
}
void save() {
  sleep(4);
}
""",
    "old.cpp": """#include "helper.hpp"
task<void> old() {
  save(); // old
  co_return;
}
""",
    ".gitignore": "/.cache/\n",
}


def git(*arguments, cwd=project):
    run = subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main",
                          *arguments], cwd=cwd, capture_output=True, text=True)
    assert run.returncode == 0, f"git {arguments}: {run.stdout}{run.stderr}"
    return run.stdout


def write(files):
    for path, text in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text)


def configure(folder="build"):
    """Names every source to the compile database, as CMake does."""
    (project / folder).mkdir(exist_ok=True)
    (project / folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(project), "file": str(path.relative_to(project)),
          "arguments": ["c++", "-std=c++20", "-I", inputs, "-I", ".", "-c", str(path.relative_to(project))]}
         for path in sorted(project.rglob("*.cpp"))]))


def start():
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    write(BASE)
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Base")
    git("checkout", "-q", "-b", "change")
    configure()


def change(path, *pairs):
    text = (project / path).read_text()
    for old, new in pairs:
        assert old in text, (path, old)
        text = text.replace(old, new, 1)
    (project / path).write_text(text)


def run(*arguments, status, cwd=project):
    done = subprocess.run([corolint, *arguments], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == status, f"{arguments}: status {done.returncode}, not {status}\n{done.stdout}{done.stderr}"
    return done


def found(*arguments, since="main", cwd=project):
    """The names of what is reported. Nothing may go wrong."""
    done = subprocess.run([corolint, "--format=json", f"--since={since}", *arguments], cwd=cwd, capture_output=True, text=True,
                          timeout=300)
    assert done.returncode in (0, 1) and not done.stderr, done.stdout + done.stderr
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == bool(findings), done.stdout
    names = []
    for f in findings:
        line = (cwd / f["file"]).read_text().splitlines()[f["line"] - 1]
        names.append(re.search(r"// (.*)", line)[1] if "//" in line else f"{f['file']}:{line.strip()}")
    return sorted(names)


def expect(*names, **more):
    actual = found(*more.pop("arguments", ()), **more)
    assert actual == sorted(names), f"found {actual}, not {sorted(names)}"


# --- all of it is older than no change; and what was found at all
start()
expect()
text = run("--since=main", status=0).stdout
assert text == "0 findings in 6 coroutines of 3 translation units; 3 more were there before the change.\n", text

# --- a helper starts to block: a coroutine that nobody touched
change("helper.cpp", ("  quick();", "  sleep(5);"))
expect("serve")
git("commit", "-q", "-a", "-m", "The helper sleeps")
expect("serve")
expect(since="HEAD")
# The order of runs, and the cache, don't matter.
expect("serve", arguments=["--no-cache"])
expect("serve", arguments=["server.cpp"])
expect(arguments=["old.cpp"])
# What main has got since isn't of the change.
git("checkout", "-q", "main")
change("old.cpp", ("  save();", "  sleep(9); // main\n  save();"))
git("commit", "-q", "-a", "-m", "Elsewhere")
git("checkout", "-q", "change")
expect("serve")
# The SARIF report says of each whether it is new.
run("--since=main", "--output=sarif=report.sarif", status=1)
results = json.loads((project / "report.sarif").read_text())["runs"][0]["results"]
states = sorted((r["baselineState"], len(r.get("suppressions", []))) for r in results)
assert states == [("new", 0), ("new", 1), ("unchanged", 0), ("unchanged", 0), ("unchanged", 0)], states

# --- what marks and declarations say is gone or other
start()
change("helper.hpp", ('[[clang::annotate("corolint::nonblocking")]] void quick', "void quick"))
expect("serve")
start()
change("helper.hpp", ("void save();", "task<void> save();"))
change("helper.cpp", ("void save() {\n  sleep(4);", "task<void> save() {\n  sleep(4); // in save\n  co_return;"))
expect("store", "old", "in save")
# A line is gone: the switch, the comment.
start()
change("server.cpp", ("  co_await pool().schedule();\n", ""), (" NOLINT", ""))
expect("poll", "hidden")
# A function becomes a coroutine.
start()
change("server.cpp", ("void plain() {\n", "task<void> plain() {\n"), ("// plain\n", "// plain\n  co_return;\n"))
expect("plain")

# --- lines of a finding or of its chain that change; layout and moves, which don't count
start()
change("server.cpp", ("sleep(1); // accept", "sleep(7); // accept"))
expect("accept")
start()
change("helper.cpp", ("sleep(4);", "sleep(8);"))
expect("store", "old")
start()
change("server.cpp", ("  sleep(1); // accept", "\n    sleep( 1 ); // accept"), ('#include "helper.hpp"\n', '#include "helper.hpp"\n\n\n'))
change("helper.cpp", ("  sleep(4);", "  // Why?\n  sleep(\n      4);"))
expect()
start()
(project / "net").mkdir()
git("mv", "server.cpp", "net/server.cpp")
git("mv", "helper.cpp", "net/save.cpp")
configure()
expect()
# The file is cut in two: no rename any more.
start()
(project / "helper.cpp").unlink()
write({"quick.cpp": '#include "helper.hpp"\nvoid quick() {\n  sleep(3);\n}\nvoid helper() {\n  quick();\n}\n',
       "save.cpp": '#include "helper.hpp"\n\n\nvoid save() {\n  sleep(4);\n}\n'})
configure()
expect()
# A second one that is alike is new.
start()
change("server.cpp", ("  sleep(1); // accept", "  sleep(1); // accept\n  sleep(1); // again"))
assert len(found()) == 1

# --- new files, known to git or not; a new header
for add in (False, True):
    start()
    write({"new.cpp": '#include "new.hpp"\ntask<void> fresh() {\n  inlined(); // fresh\n  co_return;\n}\n',
           "new.hpp": '#include "helper.hpp"\ninline void inlined() { sleep(6); }\ninline task<void> head() {\n  sleep(6); // head\n'
                      '  co_return;\n}\n'})
    if add:
        git("add", "new.cpp", "new.hpp")
    configure()
    expect("fresh", "head")
# What a build makes is part of no change, though git doesn't ignore it.
start()
write({"build/made.hpp": '#pragma once\ninline int made() { return 1; }\n'})
change("old.cpp", ('#include "helper.hpp"', '#include "helper.hpp"\n#include "build/made.hpp"'))
git("commit", "-q", "-a", "-m", "Uses what is made")
change("helper.cpp", ("sleep(4);", "sleep(8);"))
expect("store", "old", since="HEAD")

# --- the rules of today hold for both sides
start()
write({".corolint.yaml": "model:\n  - library: ours\n    functions:\n      - {names: [quick], kind: file, source: ours}\n"})
expect()
start()
write({".clang-tidy": "CheckOptions:\n  coro-blocking-call.Kinds: wait\n"})
expect()

# --- with the baseline, of two that are alike the new one is told; --fix mends only what is new
start()
run("--baseline=known.json", "--write-baseline", status=0)
change("server.cpp", ("  sleep(1); // accept", "  sleep(1); // accept\n  sleep(1); // again"))
assert len(found("--baseline=known.json")) == 1
start()
change("helper.hpp", ("void helper();", "task<void> helper();"))
change("helper.cpp", ("void helper() {\n  quick();", "task<void> helper() {\n  quick();\n  co_return;"))
before = (project / "server.cpp").read_text()
run("--since=main", "--fix", "--fail-on=none", status=0)
assert (project / "server.cpp").read_text() == before.replace("  helper();", "  co_await helper();")
expect()
assert run("--since=main", "--fail-on=2", status=0)

# --- below the top, and through a link
start()
change("helper.cpp", ("  quick();", "  sleep(5);"))
(root / "link").unlink(missing_ok=True)
(root / "link").symlink_to(project)
os.environ["PWD"] = str(root / "link")
expect("serve", cwd=root / "link")
del os.environ["PWD"]
(project / "sub").mkdir()
done = run("--since=main", "-p", "../build", "--format=json", status=1, cwd=project / "sub")
assert len(json.loads(done.stdout)["findings"]) == 1

# --- the cache has what was there before
start()
change("helper.hpp", ("void helper();", "void helper(); // changed"))
run("--since=main", status=0)
assert run("--since=main", "--cache-stats", status=0).stderr == \
    "corolint: 0 files analysed, 3 from the cache\ncorolint: before the change: 0 files analysed, 3 from the cache\n"

# --- what isn't understood any more as it was
start()
change("old.cpp", ('#include "helper.hpp"', '#include "helper.hpp"\n#include "gone.hpp"'))
write({"gone.hpp": ""})
git("add", ".")
git("commit", "-q", "-m", "Wrong")
change("old.cpp", ('\n#include "gone.hpp"', ""))
git("commit", "-q", "-a", "-m", "Right")
git("rm", "-q", "gone.hpp")
git("commit", "-q", "-m", "Gone")
start()
change("old.cpp", ("task<void> old() {", "broken old() {"))
git("commit", "-q", "-a", "-m", "Broken")
change("old.cpp", ("broken old() {", "task<void> old() {"))
done = run("--since=HEAD", status=1)
assert "old.cpp:3:3: warning:" in done.stdout and done.stdout.endswith("1 finding in 6 coroutines of 3 translation units; "
                                                                     "2 more were there before the change.\n"), done.stdout
assert re.fullmatch(r"corolint: warning: as it was at 'HEAD', old\.cpp can't be analysed here \(old\.cpp:2:1: .*\); what is found "
                    r"in it may be older\n", done.stderr), done.stderr

# --- errors
start()
for arguments, said in [
        (["--since=mian"], "--since=mian: git knows no revision 'mian'; did you mean 'main'?"),
        (["--since=--all"], "--since=--all: git knows no revision '--all'"),
        (["--since="], "--since needs a revision, such as origin/main"),
        (["--since=main", "--baseline=b.json", "--write-baseline"],
         "--write-baseline records all that is found, and --since leaves out most of it: give one of them")]:
    assert run(*arguments, status=2).stderr == f"corolint: error: {said}\n", run(*arguments, status=2).stderr
git("update-ref", "refs/remotes/origin/trunk", "main")
assert run("--since=trunk", status=2).stderr.endswith("; did you mean 'origin/trunk'?\n")
git("checkout", "-q", "--orphan", "other")
git("commit", "-q", "-m", "Other")
assert run("--since=main", status=2).stderr == \
    "corolint: error: --since=main: the current branch has no commit in common with 'main'\n"
git("checkout", "-q", "main")
change("old.cpp", ("old", "older"))
git("commit", "-q", "-a", "-m", "More")
git("clone", "-q", "--depth=1", f"file://{project}", str(root / "shallow"), cwd=root)
(root / "shallow/build").mkdir()
shutil.copy(project / "build/compile_commands.json", root / "shallow/build")
said = run("--since=change", "-p", "build", status=2, cwd=root / "shallow").stderr
assert said.endswith("git knows no revision 'change'; this clone has not all of the history: fetch more of it "
                     "(git fetch --unshallow)\n"), said
shutil.rmtree(project / ".git")
os.environ["GIT_CEILING_DIRECTORIES"] = str(root)
said = run("--since=main", status=2).stderr
assert "error: --since=main: git rev-parse: not a git repository" in said, said
tools = root / "no-git"
tools.mkdir()
os.environ["PATH"] = str(tools)
assert run("--since=main", status=2).stderr == "corolint: error: --since=main: there is no program 'git' in the PATH\n"
