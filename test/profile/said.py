# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: rm -rf %t
# RUN: %python %s %corolint %clang %repo %t
"""A program says what its loops wait in: what they do in between is a turn, the waiting is none. It says so whatever it is
compiled with, and says it to nobody where it isn't profiled."""

import shutil
import subprocess
import sys
from pathlib import Path

from stalls import Run, build, require

corolint, clang, repo, temp = sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])
ways = [(clang, "-O0"), (clang, "-O2", "-fno-optimize-sibling-calls", "-fno-pie", "-no-pie")]
if gcc := shutil.which("g++"):
    ways += [(gcc, "-O0", "-fno-pie", "-no-pie"), (gcc, "-O2", "-fno-optimize-sibling-calls")]

for compiler, *flags in ways:
    program = build(compiler, temp, "said.cpp", f"-I{repo}/include", *flags)
    subprocess.run([program, "queue"], check=True)
    for loop in ("queue", "main"):
        run = Run(corolint, temp, program, loop)
        stalls = [(c["call"], run.functions(c)) for s in run.stalls for c in s["causes"] if c["call"]]
        require([call for call, _ in stalls] == ["usleep", "pthread_cond_wait"], f"{compiler} {flags} {loop}: {run}")
        require("planted_sleep" in stalls[0][1] and "planted_condition" in stalls[1][1], f"{compiler} {flags} {loop}: {run}")
        thread, = run.profile["threads"]
        require(thread["waits_in"] == "loop_wait" and thread["turns"] == 3, f"{compiler} {flags} {loop}: {run}")

# A thread that polls a single descriptor is a loop if somebody says so.
require(not Run(corolint, temp, program, "polling").profile["threads"], "a thread that nobody has named")
for run in (Run(corolint, temp, program, "marked"),
            Run(corolint, temp, program, "polling", flags=("--threshold=50ms", "--threads=poll*"))):
    run.one("usleep", "planted_sleep", 200)
    require(len(run.stalls) == 1 and run.profile["threads"][0]["turns"] == 3, f"{run}")
