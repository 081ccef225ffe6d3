# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: boost-asio, sqlite
# RUN: rm -rf %t
# RUN: %python %s %repo %corolint %clang %t
"""Fixed with --fix-notes, the sample service compiles, passes its own test and is clean."""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sample import configure, differences, lint, run

repo, corolint, clang, temp = (Path(a) for a in sys.argv[1:])
fixed, build = temp / "service", temp / "build"
shutil.copytree(repo / "test/projects/service", fixed)
configure(repo, fixed, build, clang)
lint(corolint, build, fixed, "--fix-notes", statuses=(1,))
run("cmake", "--build", build, "-j2")
run("ctest", "--test-dir", build, "--timeout", "60")
failures = differences("after --fix-notes", lint(corolint, build, fixed, statuses=(0, 1)), set())

print("\n".join(failures))
sys.exit(bool(failures))
