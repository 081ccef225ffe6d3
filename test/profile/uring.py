# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: io_uring, liburing
# RUN: rm -rf %t
# RUN: %python %s %corolint %clang %t
"""The stalls of a loop on io_uring, by liburing and by the system call: the waiting is none, in whatever way it is done."""

import sys
from pathlib import Path

from stalls import Run, build, require

corolint, clang, temp = sys.argv[1], sys.argv[2], Path(sys.argv[3])
program = build(clang, temp, "uring.cpp", "-luring")
for way in ("io_uring_wait_cqe", "io_uring_wait_cqe_timeout", "io_uring_submit_and_wait", "io_uring_enter"):
    run = Run(corolint, temp, program, way)
    run.one("usleep", "on_timeout", 200)
    thread, = run.profile["threads"]
    require(len(run.stalls) == 1 and thread["waits_in"] == way and thread["turns"] == 3, f"{way}: {run}")
