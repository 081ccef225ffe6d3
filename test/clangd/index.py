# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: clangd
# RUN: rm -rf %t
# RUN: %python %s %corolint %clangd %inputs %t
"""A helper in another file starts to block, and stops: the open file that calls it shows that, without an edit of its own.
The index comes from a run of the command by somebody else, or from corolint-clangd's own in the background."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from lsp import Client

corolint, clangd, inputs = sys.argv[1:4]
folder = Path(sys.argv[4]).resolve() / "project"

HANDLER = """\
#include "helper.hpp"
#include "task.hpp"

task<int> handler() {
  int sum = helper();
  co_return sum + inline_helper();
}
"""
HEADER = """\
#pragma once
int helper();
int deep();
inline int inline_helper() { return deep(); }
"""
HARMLESS = """\
#include "helper.hpp"
#include <unistd.h>
int deep() { return 1; }
int helper() { return deep(); }
"""
BLOCKING = HARMLESS.replace("return 1;", "return sleep(1);")

# (line, chain: each step's file and line) of what blocks.
WANTED = {(5, (("helper.cpp", 4), ("helper.cpp", 3))), (6, (("helper.hpp", 4), ("helper.cpp", 3)))}


def write(name, text):
    (folder / name).write_text(text)


def run_corolint():
    status = subprocess.run([corolint, "--quiet"], cwd=folder, stdout=subprocess.DEVNULL).returncode
    assert status in (0, 1), status


def found(diagnostics):
    return {(d["range"]["start"]["line"] + 1,
             tuple((note["location"]["uri"].rsplit("/", 1)[1], note["location"]["range"]["start"]["line"] + 1)
                   for note in d["relatedInformation"] if "' calls '" in note["message"]))
            for d in diagnostics if d.get("code") == "coro-blocking-call"}


def wait_for(client, wanted, when):
    """Reads what is published of the handler until it is as wanted: clangd may also publish what it had."""
    seen = None
    while seen != wanted:
        try:
            seen = found(client.published(folder / "handler.cpp"))
        except EOFError:
            sys.exit(f"{when}: the server has ended; the last it said: {seen}")
        print(when, seen, flush=True)


def children(process):
    return [int(child) for child in Path(f"/proc/{process}/task").glob("*/children")
            for child in child.read_text().split()]


def exists(process):
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


folder.mkdir(parents=True)
write("handler.cpp", HANDLER)
write("helper.hpp", HEADER)
write("helper.cpp", HARMLESS)
write("compile_commands.json", json.dumps(
    [{"directory": str(folder), "file": name, "arguments": ["c++", "-std=c++20", "-I", inputs, "-c", name]}
     for name in ("handler.cpp", "helper.cpp")]))

# Somebody runs the command.
run_corolint()
client = Client(clangd, "--background-index=0", "--log=error")
client.open(folder / "handler.cpp", HANDLER)
wait_for(client, set(), "opened")
write("helper.cpp", BLOCKING)
run_corolint()
wait_for(client, WANTED, "the helper blocks")
write("helper.cpp", HARMLESS)
run_corolint()
wait_for(client, set(), "it no longer does")
client.close()

# Nobody does. There isn't even an index at first, but for that of a project around this one.
(folder / ".cache").rename(folder.parent / ".cache")
write("helper.cpp", BLOCKING)
client = Client(clangd, "--background-index=0", "--log=error", "--background-corolint",
                "--background-index-priority=normal")
client.open(folder / "handler.cpp", HANDLER)
wait_for(client, WANTED, "in the background: opened")
write("helper.cpp", HARMLESS)
client.save(folder / "helper.cpp")
wait_for(client, set(), "in the background: the helper no longer blocks")
write("helper.cpp", BLOCKING)
client.save(folder / "helper.cpp")
wait_for(client, WANTED, "in the background: it blocks again")

# A run ends with the server, however that ends.
subprocess.run([corolint, "cache", "--clear"], cwd=folder, check=True)
client.save(folder / "helper.cpp")
while not (running := [child for child in children(client.process.pid)]):
    time.sleep(0.01)
client.process.send_signal(signal.SIGKILL)
client.process.wait()
while any(exists(process) for process in running):
    time.sleep(0.01)
