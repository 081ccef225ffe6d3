# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What isn't parsed because no check looks into it makes no difference: the reports with and without are the same.

So is clang-tidy's, which parses every body, in every test of a check.
"""
# RUN: %python %s %corolint %inputs/.. %t
import json
import subprocess
import sys
from pathlib import Path

corolint, tests, scratch = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
ASIO = ["-DASIO_STANDALONE", "-DASIO_HAS_CO_AWAIT", "-DASIO_HAS_STD_COROUTINE"]
SUITES = ["checks/blocking-call", "checks/sync-wait", "frameworks"]
INCLUDES = [f"-I{tests / folder}" for folder in ("Inputs", "../include")]


def report(*flags):
    run = subprocess.run([corolint, "-p", scratch, "--no-cache", "--format=json", "--checks=coro-*", "--quiet", *flags],
                         stdout=subprocess.PIPE, check=False)
    found = json.loads(run.stdout)
    del found["summary"]["seconds"]
    return found


files = [path for suite in SUITES for path in sorted((tests / suite).rglob("*.cpp"))]
scratch.mkdir(parents=True, exist_ok=True)
(scratch / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(scratch), "file": str(path),
      "arguments": ["clang++", "-std=c++20", *ASIO, *INCLUDES, "-c", str(path)]} for path in files]))

fast, complete = report(), report("--all-bodies")
assert fast["findings"], fast["errors"]
assert fast == complete, [finding for finding in fast["findings"] + complete["findings"]
                          if finding not in fast["findings"] or finding not in complete["findings"]]
