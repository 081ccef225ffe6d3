# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: clangd
# RUN: %python %s %clangd %inputs %t
"""For an editor that shows no related information, as Eglot doesn't, a finding's notes are in its message, and only there.
Those of other diagnostics are where clangd puts them."""

import json
import sys
from pathlib import Path

from lsp import Client

clangd, inputs = sys.argv[1:3]
file = Path(sys.argv[3]).resolve() / "notes.cpp"
file.parent.mkdir(parents=True, exist_ok=True)
file.write_text("""\
#include "task.hpp"
#include <unistd.h>

void helper() { sleep(1); }
task<void> calls() {
  helper();
  co_return;
}
void called(int);
void wrong() { called(); }
""")
(file.parent / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(file.parent), "file": file.name, "arguments": ["c++", "-std=c++20", "-I", inputs, "-c", file.name]}]))


def messages(related):
    """By line, those that the editor gets."""
    client = Client(clangd, "--background-index=0", "--log=error",
                    capabilities={"publishDiagnostics": {"relatedInformation": related}})
    found = sorted((d["range"]["start"]["line"] + 1, d["message"]) for d in client.diagnostics(file))
    client.close()
    return found


WARNING = "'helper' blocks the thread that runs coroutine 'calls': it reaches 'sleep' (sleep)"
NOTE = "'helper' calls 'sleep', which blocks"
ERROR = "No matching function for call to 'called'"

shown = messages(related=True)
assert [line for line, _ in shown] == [6, 10], shown
assert shown[0][1].startswith(WARNING) and NOTE not in shown[0][1], shown

shown = messages(related=False)
assert [line for line, _ in shown] == [6, 9, 10], shown
assert shown[0][1].startswith(WARNING) and f"notes.cpp:4:17: note: {NOTE}" in shown[0][1], shown
assert ERROR.lower() in shown[1][1].lower() and shown[2][1].startswith(ERROR), shown
