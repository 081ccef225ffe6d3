# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: rm -rf %t
# RUN: %python %s %corolint %inputs %t
"""Every format says what the JSON report says, by its own published rules: of a project whose names, paths and texts try to
break them, of one that is clean, and of one that doesn't compile."""

import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "Inputs"))
import github
import gitlab
import items
import junit
import sarif

corolint, inputs, temp = sys.argv[1], sys.argv[2], Path(sys.argv[3])

# Everything that is special in XML, JSON, HTML, a URI, a workflow command or a terminal, and several scripts.
NASTY = "a \"q\" 'p' <b>&amp; ]]> %0A%25 ,x=1::error:: --> \u00e9\u4e16\U0001f600 \x01\x1b[31m\x7f\n\t#frag?query;{}"
SOURCES = {
    f"{NASTY}.cpp": """#include "drops.hpp"
#include <fstream>
#include <string>
task<void> größe\u4e16() {
  /* \U0001f600 é */ sleep(1); // </script><!-- ]]> \x01
  std::ifstream in("</script>]]>\U0001f600::error::%0A\\n\x7f");
  work();
  co_return;
}
""".encode(),
    "latin1.cpp": b"""#include "drops.hpp"
#include <unistd.h>
task<void> f() {
  /* caf\xe9 */ sleep(1); // NOLINT(coro-blocking-call)
  usleep(/* caf\xe9 */ 2);
  co_return;
}
""",
    "framework.cpp": b"""#include <coroutine>
#include <unistd.h>
namespace cppcoro {
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
}
cppcoro::task rest() {
  sleep(1);
  co_return;
}
""",
    "chain/top.cpp": """#include "drops.hpp"
void helper(const char *);
task<void> deep() {
  helper("\U0001f600"); helper(
      "x");
  co_return;
}
""".encode(),
    "chain/helper.cpp": b"""#include <unistd.h>
static void inner() { sleep(1); }
void helper(const char *) { inner(); }
""",
}
BROKEN = {"broken.cpp": b'#include "drops.hpp"\nint broken = undeclared_]]>;\n'}


def run(name, sources, *flags, status):
    """Makes a project and lints it, once, with every output."""
    folder = temp / name
    items.make_project(folder, sources, inputs)
    outputs = [f"--output={kind}={kind}.out" for kind in ("json", "html", "sarif", "github", "gitlab", "junit", "text")]
    done = subprocess.run([corolint, "--quiet", "--no-cache", *outputs, *flags], cwd=folder, capture_output=True)
    items.require(done.returncode == status, f"{name}: status {done.returncode}: {done.stderr.decode()}")
    items.require(done.stdout == b"", f"{name}: standard output {done.stdout}")
    return folder


def compare(folder, severities=True):
    def text(kind):
        return (folder / f"{kind}.out").read_bytes().decode()  # strict: all are UTF-8

    findings, errors = items.from_json(json.loads(text("json")))
    for reader in (github, gitlab, junit, sarif):
        kind = reader.__name__
        wanted, errors_wanted = findings, errors
        found, errors_found = reader.read(text(kind), folder) if reader is sarif else reader.read(text(kind))
        if reader is junit:
            # XML has no control characters, and a suite holds one file's.
            def clean(t):
                return "".join("\ufffd" if c < " " and c not in "\t\n\r" else c for c in t)
            wanted = [f._replace(file=clean(f.file), message=clean(f.message), level="warning") for f in wanted]
            errors_wanted = [e._replace(file=clean(e.file), message=clean(e.message)) for e in errors_wanted]
        if sorted(found) != sorted(wanted) or sorted(errors_found) != sorted(errors_wanted):
            sys.exit(f"{folder.name}: {kind}: {found} {errors_found}\ninstead of {wanted} {errors_wanted}")
    # What the HTML page shows is JSON in it; its script is the only one that ends there.
    page = text("html")
    items.require(page.count("</script") == 2 and page.count("<!--") == 0, "scripts of the page")
    shown = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])
    if (sorted(items.from_json(shown)[0]), items.from_json(shown)[1]) != (sorted(findings), errors):
        sys.exit(f"{folder.name}: html: {items.from_json(shown)}\ninstead of {findings} {errors}")
    return findings, errors


nasty = run("nasty", SOURCES, status=1)
findings, errors = compare(nasty)
checks = sorted((f.file, f.line) for f in findings)
wanted = sorted([(f"{NASTY}.cpp", 5), (f"{NASTY}.cpp", 6), (f"{NASTY}.cpp", 7), ("chain/top.cpp", 4), ("chain/top.cpp", 4),
                 ("framework.cpp", 15), ("latin1.cpp", 5)])
items.require(checks == wanted and not errors, f"{checks}, {errors}")

# SARIF's own: where things are, the chain, what is suppressed, and what a fix makes of a file.
log = sarif.Run((nasty / "sarif.out").read_text(), nasty)
results = log.run["results"]
by_line = {(log.path(r["locations"][0]["physicalLocation"]["artifactLocation"]),
            r["locations"][0]["physicalLocation"]["region"]["startLine"]): r for r in results}
items.require([t for _, t in log.places(by_line[f"{NASTY}.cpp", 5]["locations"])] == ["sleep(1)"], "a column behind an emoji")
chain = by_line["chain/top.cpp", 4]
steps = chain["codeFlows"][0]["threadFlows"][0]["locations"]
items.require([s["location"]["message"]["text"] for s in steps] ==
              ["calls 'helper'", "calls 'inner'", "calls 'sleep', which blocks"], f"{steps}")
items.require([s["location"]["physicalLocation"]["region"]["startLine"] for s in steps] == [4, 3, 2], f"{steps}")
items.require([s["nestingLevel"] for s in steps] == [0, 1, 2], f"{steps}")
suppressed = by_line["latin1.cpp", 4]
items.require(suppressed["suppressions"] == [{"kind": "inSource"}], f"{suppressed}")
items.require(sum("suppressions" in r for r in results) == 1, "what else is suppressed?")
items.require(by_line["framework.cpp", 15]["properties"]["framework"] == "cppcoro", "the framework")
fix = by_line[f"{NASTY}.cpp", 5]["fixes"][0]
fixed = log.applied(fix)[f"{NASTY}.cpp"]
(nasty / "fixed.cpp").write_text(fixed)
items.require("/* \U0001f600 é */ co_await corolint::offload([&] { return sleep(1); }); //" in fixed, fixed)
items.require(by_line[f"{NASTY}.cpp", 7]["fixes"][0]["properties"]["safety"] == "safe", "safety")

errors_too = run("errors-too", {**SOURCES, **BROKEN}, "--warnings-as-errors=coro-blocking-call", status=3)
findings, errors = compare(errors_too)
items.require({f.level for f in findings} == {"warning", "error"} and len(errors) == 1, f"{findings}, {errors}")

clean = run("clean", {"clean.cpp": b"int clean;\n"}, status=0)
items.require(compare(clean) == ([], []), "clean")
