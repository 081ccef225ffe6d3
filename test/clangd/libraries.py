# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: clangd
# RUN: rm -rf %t && mkdir -p %t
# RUN: %python %s %corolint %clangd %inputs %t
"""What .corolint.yaml calls a library is one in the editor too: its helpers block in nobody's coroutine, templates neither, with
the command's index and without it. Without the key, the index has them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from lsp import Client

corolint, clangd, inputs, folder = sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4]).resolve()
source, config = folder / "a.cpp", folder / ".corolint.yaml"
(folder / "third_party").mkdir()
(folder / "third_party/slow.hpp").write_text("""#pragma once
extern "C" unsigned sleep(unsigned);
inline void helper() { sleep(1); }
template <class T> void generic_helper(T) { sleep(1); }
""")
source.write_text("""#include "drops.hpp"
#include "third_party/slow.hpp"
task<void> calls() {
  helper();
  generic_helper(1);
  sleep(3);
  co_return;
}
""")
(folder / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(folder), "file": "a.cpp", "arguments": ["clang++", "-std=c++20", "-I", inputs, "-I.", "-c", "a.cpp"]}]))


def lines():
    """Those that the editor has findings in."""
    client = Client(clangd, "--background-index=0", "--log=error")
    client.open(source, source.read_text())
    found = sorted(d["range"]["start"]["line"] + 1 for d in client.published(source))
    client.close()
    return found


def index():
    subprocess.run([corolint, "--quiet"], cwd=folder, stdout=subprocess.DEVNULL, check=False)


index()
assert lines() == [4, 5, 6], lines()
config.write_text("libraries: [third_party]\n")
index()
assert lines() == [6], lines()
shutil.rmtree(folder / ".cache")
assert lines() == [6], lines()
