# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Ctrl-C stops a run at once, with the files that were done in the cache.
# RUN: rm -rf %t && mkdir %t && cp %inputs/task.hpp %t && echo '#include "task.hpp"' >%t/quick.cpp
# RUN: cp %S/timeout.test %t/slow.txt && %python %s %corolint %t && %python %inputs/database.py %t quick.cpp
# RUN: cd %t && %exits 0 %corolint quick.cpp --cache-stats 2>&1 | FileCheck %s
# CHECK: corolint: 0 files analysed, 1 from the cache
import pathlib
import signal
import subprocess
import sys

corolint, folder = sys.argv[1], pathlib.Path(sys.argv[2])
slow = (folder / "slow.txt").read_text().split("#--- slow.cpp\n")[1].split("#---")[0]
(folder / "slow.cpp").write_text(slow)
inputs = pathlib.Path(__file__).resolve().parents[1] / "Inputs"
subprocess.check_call([sys.executable, inputs / "database.py", folder, "quick.cpp", "slow.cpp"])
run = subprocess.Popen([corolint, "-j1"], cwd=folder, stderr=subprocess.PIPE, text=True)
while not list(folder.glob(".cache/corolint/units/quick.cpp.*.summary")):
    assert run.poll() is None, run.stderr.read()
run.send_signal(signal.SIGINT)
errors = run.communicate(timeout=60)[1]
assert run.returncode == 130, f"exit status {run.returncode}: {errors}"
assert "corolint: interrupted after 1 of 2 files; they are kept in the cache" in errors, errors
