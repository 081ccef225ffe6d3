# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: clangd
# RUN: %python %s %clangd %inputs %t
"""What a finding carries, and what is offered at it: the fix, the same for all findings of the check, and NOLINT; the
edits do what the titles say."""

import json
import sys
from pathlib import Path

from lsp import Client

clangd, inputs = sys.argv[1:3]
file = Path(sys.argv[3]).resolve() / "actions.cpp"
file.parent.mkdir(parents=True, exist_ok=True)
(file.parent / ".clang-tidy").write_text("Checks: coro-sequential-await\n")
(file.parent / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(file.parent), "file": file.name, "arguments": ["c++", "-std=c++20", "-I", inputs, "-c", file.name]}]))

TEXT = """\
#include "task.hpp"
#include <fcntl.h>
#include <unistd.h>

task<void> work();
task<int> number();

int shared;

task<void> several() {
  work();
  work(); // NOLINT(bugprone-foo)
  work();\\
  fsync(shared);
  fsync(shared);
  co_return;
}

task<int> sequence() {
  int a = co_await number();
  int b = co_await number();
  co_return a + b;
}

void plain() { work(); }
"""

client = Client(clangd, "--background-index=0", "--log=error",
                capabilities={"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
                              "publishDiagnostics": {"relatedInformation": True}})
kinds = client.capabilities["codeActionProvider"]["codeActionKinds"]
assert "source.fixAll.corolint" in kinds, kinds
client.open(file, TEXT)
diagnostics = client.published(file)
by_line = {d["range"]["start"]["line"] + 1: d for d in diagnostics}


def check(condition, what):
    if not condition:
        sys.exit(f"{what!r}")


# What diagnostics carry.
for d in diagnostics:
    check(d["source"] == "corolint", d)
    page = Path(d["codeDescription"]["href"].removeprefix("file://"))
    check(d["code"].removeprefix("coro-") in page.name and "# " + d["code"] in page.read_text(), page)
    check("codeActions" not in d, "the client doesn't take them there")
check({line: (d["code"], d["severity"]) for line, d in by_line.items()} == {
    11: ("coro-unawaited", 2), 12: ("coro-unawaited", 2), 13: ("coro-unawaited", 2), 14: ("coro-blocking-call", 2),
    15: ("coro-blocking-call", 2), 20: ("coro-sequential-await", 3), 25: ("coro-unawaited", 2)}, by_line)
check(by_line[11]["message"].endswith("(fix available)"), by_line[11])
check("available" not in by_line[25]["message"], "a comment is no fix")


def actions(*lines, only=None):
    some = [by_line[line] for line in lines]
    context = {"diagnostics": some, **({"only": only} if only else {})}
    span = {"start": some[0]["range"]["start"], "end": some[-1]["range"]["end"]} if some else {
        "start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    result = client.request("textDocument/codeAction", {
        "textDocument": {"uri": file.as_uri()}, "range": span, "context": context})
    return {a["title"]: a for a in result if a["kind"] != "refactor"}


def applied(action):
    lines = TEXT.split("\n")
    (uri, edits), = action["edit"]["changes"].items()
    check(uri == file.as_uri(), uri)
    # From the last one to the first, so that places stay what they were.
    for edit in sorted(edits, key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]), reverse=True):
        (first, begin), (last, end) = ((edit["range"][at]["line"], edit["range"][at]["character"])
                                       for at in ("start", "end"))
        lines[first:last + 1] = (lines[first][:begin] + edit["newText"] + lines[last][end:]).split("\n")
    return "\n".join(lines)


# A safe fix: preferred, and for all of its kind.
offered = actions(11)
check(set(offered) == {"insert 'co_await'", "suppress coro-unawaited in this line",
                       "fix all 3 of coro-unawaited in this file"}, offered)
check([t for t, a in offered.items() if a.get("isPreferred")] == ["insert 'co_await'"], offered)
check(all(a["diagnostics"][0] == by_line[11] for a in offered.values()), offered)
check(applied(offered["insert 'co_await'"]) == TEXT.replace("  work();\n", "  co_await work();\n", 1), "co_await")
every = TEXT.replace("  work()", "  co_await work()")
check(applied(offered["fix all 3 of coro-unawaited in this file"]) == every, "all of a kind")
check(applied(offered["suppress coro-unawaited in this line"]) ==
      TEXT.replace("  work();\n", "  work(); // NOLINT(coro-unawaited)\n", 1), "suppressed")
# A comment that is there takes one more; none goes after a backslash.
check(applied(actions(12)["suppress coro-unawaited in this line"]) ==
      TEXT.replace("(bugprone-foo)", "(bugprone-foo, coro-unawaited)"), "suppressed further")
check("suppress coro-unawaited in this line" not in actions(13), "after a backslash")
check(set(actions(25)) == {"suppress coro-unawaited in this line"}, actions(25))

# A suggested one: not preferred, and one include for all.
offered = actions(15)
fix = next(t for t in offered if "offload" in t)
check(fix.endswith(" (suggested)") and not any(a.get("isPreferred") for a in offered.values()), offered)
check("fix all 2 of coro-blocking-call in this file (suggested)" in offered, offered)
text = applied(offered["fix all 2 of coro-blocking-call in this file (suggested)"])
check(text.count("#include <corolint/offload.hpp>") == 1 and text.count("co_await corolint::offload(") == 2, text)

# What an editor does on save: the safe fixes alone.
(title, action), = actions(only=["source.fixAll"]).items()
check(action["kind"] == "source.fixAll.corolint" and applied(action) == every, action)
check(not any(t.startswith(("fix all", "apply all")) for t in actions(11, only=["refactor"])), "only what was asked for")

# After an edit, until it was looked at, places may be others.
client.notify("textDocument/didChange", {"textDocument": {"uri": file.as_uri(), "version": 2},
                                         "contentChanges": [{"text": "\n" + TEXT}], "wantDiagnostics": False})
check(not any(t.startswith("fix all") for t in actions(11)), "edited since")
client.close()

# An editor that takes a finding's actions with it, as Qt Creator does, ignores those in the answer that name diagnostics.
client = Client(clangd, "--background-index=0", "--log=error",
                capabilities={"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}})
client.open(file, TEXT)
by_line = {d["range"]["start"]["line"] + 1: d for d in client.published(file)}
check([a["title"] for a in by_line[11]["codeActions"]] ==
      ["insert 'co_await'", "suppress coro-unawaited in this line"], by_line[11])
check("diagnostics" not in actions(11)["fix all 3 of coro-unawaited in this file"], "fix all")
client.close()
