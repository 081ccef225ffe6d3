# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: rm -rf %t
# RUN: %python %s %corolint %inputs %t
"""A baseline under the edits that code gets: what moves, is reformatted or renamed stays known; what is new is told, even if it
looks like what is known; what is gone is stale, and comes back as new once it was pruned."""

import json
import re
import subprocess
import sys
from pathlib import Path

corolint, inputs, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
BASE = {
    "net/server.cpp": """#include "drops.hpp"
void helper();
task<void> accept() {
  int tries = 3;
  sleep(1); // accept
  sleep(1); // again
  co_return;
}
task<void> serve() {
  helper(); // serve
  work(); // dropped
  co_return;
}
task<void> idle() {
  auto wait = [] { sleep(1); }; // lambda
  wait();
  co_return;
}
""",
    "net/client.cpp": """#include "drops.hpp"
task<void> connect() {
  sleep(5); // connect
  co_return;
}
""",
    "util.cpp": """#include <unistd.h>
void helper() { sleep(1); }
""",
}
ALL = {"accept", "again", "serve", "dropped", "lambda", "connect"}


def write(files):
    for old in folder.rglob("*.cpp"):
        old.unlink()
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, newline="")
    (folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(folder), "file": path, "arguments": ["c++", "-std=c++20", "-I", inputs, "-c", path]}
         for path in files]))


def lint(*arguments, status=None, cwd=folder, baseline="known.json"):
    """The marks of what is new, and how many entries are told to be stale."""
    run = subprocess.run([corolint, "--format=json", f"--baseline={baseline}", *arguments], cwd=cwd, capture_output=True,
                         text=True)
    if status is not None:
        assert run.returncode == status, f"status {run.returncode}: {run.stdout}{run.stderr}"
    if run.returncode == 2:
        return run.stderr
    marks = []
    for f in json.loads(run.stdout)["findings"]:
        line = (Path(cwd) / f["file"]).read_text().splitlines()[f["line"] - 1]
        marks.append(re.search(r"// ?(?:\w*')?(\w+)$", line)[1])
    return sorted(marks), len(re.findall("no longer found: ", run.stderr))


def edited(*changes, files=BASE):
    """The files with texts replaced, each of which must be there."""
    files = dict(files)
    for path, old, new in changes:
        assert old in files[path], old
        files[path] = files[path].replace(old, new)
    return files


def expect(what, files, new=(), stale=0, arguments=()):
    write(files)
    found = lint(*arguments, status=1 if new else 0)
    assert found == (sorted(new), stale), f"{what}: {found} instead of {(sorted(new), stale)}"


server, client = BASE["net/server.cpp"], BASE["net/client.cpp"]
write(BASE)
assert "there is no such baseline; --write-baseline makes it" in lint(status=2)
assert lint("--write-baseline", status=0) == ([], 0)
recorded = (folder / "known.json").read_text()
entries = json.loads(recorded)["findings"]
assert len(entries) == len(ALL) and len(recorded.splitlines()) == len(ALL) + 2, recorded
assert '"line"' not in recorded

# --- what stays known
expect("unchanged", BASE)
moved = edited(("net/server.cpp", "task<void> accept", "\n\n// moved\nint before();\ntask<void> accept"))
expect("moved", moved)
lint("--write-baseline", status=0)
assert (folder / "known.json").read_text().count("fingerprint") == len(ALL)
(folder / "known.json").write_text(recorded)
reformatted = {path: re.sub(r"\n  (?=\w)", "\r\n\t\t", text.replace("sleep(1)", "sleep (\n /* why */ 1 )")
                            .replace("void> ", "void>\n")) for path, text in BASE.items()}
expect("reformatted", reformatted)
expect("a file renamed", {"core/listener.cpp": server, "net/client.cpp": client, "util.cpp": BASE["util.cpp"]})
expect("files renamed, reformatted and in another order", {
    "a.cpp": reformatted["net/client.cpp"], "z.cpp": reformatted["net/server.cpp"], "util.cpp": BASE["util.cpp"]})
connect = client.split("\n", 1)[1]
expect("a function moved to another file", {
    "net/client.cpp": '#include "drops.hpp"\n', "net/server.cpp": server + connect, "util.cpp": BASE["util.cpp"]})
head, accept, serve, idle = re.split(r"(?=task<void> \w+\(\) \{)", server)
expect("functions in another order", {**BASE, "net/server.cpp": head + idle + serve + accept})
expect("the helper's insides", edited(("util.cpp", "void helper() {", "static void inner() { usleep(7); }\nvoid helper() { inner();")))
expect("code around it", edited(("net/server.cpp", "  int tries = 3;\n", "  int tries = 4;\n  ++tries;\n")))

# What stands in literals is no layout, and no end of a statement.
literals = {"literals.cpp": r'''#include "drops.hpp"
#define LONG \\
  it's "
void log(const char *, int, char);
void log(const char *text, int, char) { sleep(1); (void)text; }
task<void> f() {
  log(R"x(a "quoted"; { text)" )x", 1'000'000, '"'); // raw
  log("a \\"quoted\\"; } // text", 0x1'F, '\\''); // it's
#ifdef UNKNOWN
  "
#else
  log("a", 1, 'b'); // else
#endif
  co_return;
}
'''.replace("\\\\", "\\")}
write(literals)
lint("--write-baseline", status=0, baseline="literals.json")


def expect_literals(what, old, new, found=()):
    text = literals["literals.cpp"]
    assert old in text, old
    write({"literals.cpp": text.replace(old, new)})
    assert lint(baseline="literals.json")[0] == list(found), f"{what}: {lint(baseline='literals.json')}"


expect_literals("nothing", "", "")
expect_literals("layout", ", 1'000'000,", "\n/* it's */ ,1'000'000 , // \"\n")
expect_literals("continued", ', 0x1', ' \\\n , 0x1')
expect_literals("a space in a raw string", "a \"quoted\"; {", "a \"quoted\";{", ["raw"])
expect_literals("a space in a string", "} // text", "} //text", ["s"])
expect_literals("another branch", "#ifdef UNKNOWN", "#ifdef  UNKNOWN_TOO")

# --- what is new
expect("a line twice", edited(("net/server.cpp", "  sleep(1); // again\n", "  sleep(1); // again\n  ++tries;\n  sleep(1); // third\n")),
       ["third"])
expect("a function copied", edited(("net/client.cpp", "task<void> connect", connect.replace("connect", "copy") + "task<void> connect")),
       ["copy"])
expect("a file copied", {**BASE, "net/a_copy.cpp": '#include "drops.hpp"\nstatic ' + connect.replace("// connect", "// copied")},
       ["copied"])
expect("one fixed, one like it elsewhere", edited(
    ("net/client.cpp", "  sleep(5); // connect\n", ""),
    ("net/server.cpp", "  int tries = 3;\n", "  int tries = 3;\n  sleep(5); // moved\n")), ["moved"], stale=1)
expect("the argument changed", edited(("net/client.cpp", "sleep(5)", "sleep(50)")), ["connect"], stale=1)
expect("a helper that starts to block", edited(
    ("net/client.cpp", "task<void> connect() {", "void log();\ntask<void> connect() {\n  log(); // log"),
    ("util.cpp", "void helper()", "void log() { sleep(2); }\nvoid helper()")), ["log"])
expect("another lambda", edited(("net/server.cpp", "  wait();\n", "  wait();\n  [] { sleep(1); }(); // called\n")), ["called"])

# --- what is gone
fixed = edited(("net/client.cpp", "sleep(5); // connect", ""))
expect("fixed", fixed, stale=1)
expect("fixed and reverted", BASE)
expect("suppressed", edited(("net/client.cpp", "sleep(5); // connect", "sleep(5); // NOLINT")), stale=1)
write(fixed)
assert lint("net/server.cpp", "net/client.cpp", status=0) == ([], 0), "a part can't say what is gone"
assert lint("--checks=-coro-unawaited", status=0) == ([], 1), "nor what wasn't asked for"
assert lint("net/server.cpp", "--prune-baseline", status=0) == ([], 0)
assert (folder / "known.json").read_text() == recorded
assert lint("--prune-baseline", status=0) == ([], 1)
pruned = json.loads((folder / "known.json").read_text())["findings"]
assert [e for e in entries if e not in pruned] == [e for e in entries if e["function"] == "connect"]
expect("fixed, pruned and reverted", BASE, ["connect"])
assert lint("net/client.cpp", "--write-baseline", status=0) == ([], 0)
assert (folder / "known.json").read_text() == recorded, "a part written anew leaves the rest"

# A file that doesn't compile tells nothing of its entries.
write(edited(("net/client.cpp", "sleep(5);", "slep(5);")))
assert lint(status=3) == ([], 0)
assert lint("--prune-baseline", "--write-baseline", status=3) == ([], 0)
assert (folder / "known.json").read_text() == recorded

# --- from elsewhere
write(BASE)
assert lint("-p", "..", status=0, cwd=folder / "net", baseline="../known.json") == ([], 0)
(folder / "ci").mkdir()
(folder / "known.json").unlink()
lint("--write-baseline", status=0, baseline="ci/known.json")
assert lint(status=0, baseline="ci/known.json") == ([], 0)
assert '"file":"../net/client.cpp"' in (folder / "ci/known.json").read_text()

# --- what is no baseline
for text, says in (("", "not a baseline"), ("[]", "not a baseline"), ('{"tool": "corolint", "findings": []}', "another version"),
                   (recorded.replace('"around"', '"aroud"', 1), "finding 1 has no text 'around'")):
    (folder / "known.json").write_text(text)
    assert f"known.json: " in lint(status=2) and says in lint(status=2), lint(status=2)
