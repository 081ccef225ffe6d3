# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: boost-asio, browser
# RUN: rm -rf %t
# RUN: %python %s %corolint %clang %inputs %npm %chromium %t
"""The HTML report of a profile, looked at by a browser (Inputs/page.mjs)."""

import subprocess
import sys
from pathlib import Path

from stalls import INPUTS, Run, build

corolint, clang, inputs, npm, chromium, temp = *sys.argv[1:6], Path(sys.argv[6])
build(clang, temp, "helper.cpp", "-c", name="helper.o")
plugin = build(clang, temp, "plugin.cpp", "-shared", "-fPIC", name="plugin.so")
Run(corolint, temp, build(clang, temp, "service.cpp", "-O1", temp / "helper.o"), plugin)
subprocess.run([sys.executable, f"{inputs}/database.py", temp, INPUTS / "service.cpp", INPUTS / "helper.cpp"], check=True)
subprocess.run([corolint, "--profile=stalls.json", "--quiet", "--output=html=report.html", "--output=json=report.json"], cwd=temp)
sys.exit(subprocess.run(["node", INPUTS / "page.mjs", npm, chromium, temp / "report.html", temp / "report.json"]).returncode)
