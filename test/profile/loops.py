# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: asio, boost-asio, libuv, qcoro
# RUN: rm -rf %t
# RUN: %python %s %corolint %clang %t -- %asio -- %qcoro
"""The stalls of the loops of Asio, Boost.Asio, libuv and Qt: what a handler does is one; waiting for work, threads that only
help, pools, and what comes behind the loop are none."""

import sys
from pathlib import Path

from stalls import Run, build, require

corolint, clang, temp = sys.argv[1], sys.argv[2], Path(sys.argv[3])
asio, qt = " ".join(sys.argv[5:]).split(" -- ")

for name, flags in [("asio", asio.split()), ("boost-asio", ["-DBOOST"])]:
    program = build(clang, temp, "asio.cpp", *flags, name=name)
    run = Run(corolint, temp, program)
    stall, cause = run.one("usleep", "app::helper", 200)
    body = [f for f in run.frames(cause) if f["function"] == "app::stalls"]
    require(body and body[0]["coroutine"] and body[0]["line"] == 25, f"{name}: {body}")
    # The thread that runs the coroutine may not have waited for events yet, and isn't known as a loop's then.
    several = Run(corolint, temp, program, "3")
    require(all("app::helper" in several.functions(c) for s in several.stalls for c in s["causes"]), f"{name}: {several}")

run = Run(corolint, temp, build(clang, temp, "uv.cpp", "-luv"))
run.one("usleep", "on_timer", 200)

run = Run(corolint, temp, build(clang, temp, "qt.cpp", *qt.split(), "-lQt6Core"))
run.one("usleep", "on_timer", 200)
