# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests of `corolint profile` share: building a program, profiling it, and looking for stalls."""

import json
import subprocess
import sys
from pathlib import Path

INPUTS = Path(__file__).parent / "Inputs"


def require(condition, what):
    if not condition:
        sys.exit(what)


def build(clang, temp, source, *flags, name=None):
    program = temp / (name or source.rpartition(".")[0])
    temp.mkdir(parents=True, exist_ok=True)
    subprocess.run([clang, "-std=c++20", "-g", INPUTS / source, "-o", program, "-pthread", *flags], check=True)
    return program


class Run:
    """A run of `corolint profile` and the profile that it leaves."""

    def __init__(self, corolint, temp, *command, flags=("--threshold=50ms",), status=0):
        self.file = temp / "stalls.json"
        done = subprocess.run([corolint, "profile", *flags, "-o", self.file, "--", *command], capture_output=True, text=True,
                              timeout=300)
        self.output, self.messages = done.stdout, done.stderr
        require(done.returncode == status, f"{command}: status {done.returncode}, not {status}: {done.stderr}{done.stdout}")
        self.profile = json.loads(self.file.read_text())
        self.stalls = self.profile["stalls"]

    def frames(self, cause):
        return [self.profile["frames"][f] for f in self.profile["stacks"][cause["stack"]]]

    def functions(self, cause):
        return [f["function"] for f in self.frames(cause)]

    def causes(self, call):
        """(stall, cause) of what waited in a call; of computing for None."""
        return [(s, c) for s in self.stalls for c in s["causes"] if c["call"] == (call or "")]

    def one(self, call, function, at_least):
        """The only stall, whose cause is that call, in that function."""
        require(len(self.stalls) == 1, f"one stall wanted: {self}")
        causes = self.causes(call)
        require(causes, f"no {call}: {self}")
        stall, cause = causes[0]
        require(function in self.functions(cause), f"{function} isn't on the stack: {self}")
        require(stall["duration_ns"] >= at_least * 0.99e6, f"too short: {self}")
        return stall, cause

    def __str__(self):
        return "\n".join([f"{s['duration_ns'] / 1e6:.1f} ms at {s['at_ns'] / 1e6:.1f} {c['call']} ({c['kind']}): "
                          f"{' < '.join(self.functions(c))}" for s in self.stalls for c in s["causes"]]
                         + [str(self.profile["threads"]), str(self.profile["processes"]), str(self.profile["notes"])])
