# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""profile.py COROLINT BENCH_PROFILE: what `corolint profile` costs a program, side by side with the program alone.

An echo server under load, by its processor time and its wall time for a message; and one call, and one turn of a loop, that take
no time.

Where a process has its memory changes what it costs by more than the recorder does. So there are many pairs of servers, both
started the same way, one with the recorder and one without; what one pair differs by is the median of many short loads in turn;
and the mean of all pairs is given with its standard error."""

import argparse
import math
import os
import statistics
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

WITHOUT_RECORDER = ["env", "-u", "LD_PRELOAD", "-u", "COROLINT_PROFILE"]
WITH_RECORDER = ["env"]


class Pair:
    """A server without and one with the recorder, under the same load."""

    def __init__(self, serve, launcher, rounds, swapped):
        kinds = [WITHOUT_RECORDER, WITH_RECORDER]
        if swapped:
            kinds.reverse()
        with ExitStack() as servers:
            started = [servers.enter_context(subprocess.Popen([*launcher, *kind, *serve], text=True,
                                                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
                       for kind in kinds]
            recording = started[kinds.index(WITH_RECORDER)].pid
            places = [server.stdout.readline().split() for server in started]
            used = processor_time(recording)
            text = subprocess.run([serve[0], "load", str(rounds), *places[0], *places[1]], check=True, capture_output=True,
                                  text=True).stdout
            used = processor_time(recording) - used
        if any(server.returncode for server in started):
            raise SystemExit("a server has failed")
        costs = [[float(word) for word in line.split()] for line in text.splitlines()]
        alone, profiled = ((2, 0) if swapped else (0, 2))
        #: Nanoseconds of a message of the server alone, and the share that the other takes more: of processor and wall.
        self.alone = [statistics.median(cost[alone + i] for cost in costs) for i in (0, 1)]
        self.more = [statistics.median(cost[profiled + i] / cost[alone + i] - 1 for cost in costs) for i in (0, 1)]
        #: The launcher's processor time, as a share of one processor.
        self.launcher = used / sum(cost[1] + cost[3] for cost in costs) / messages(1)


def messages(rounds):
    """What one of two servers echoes: bench_profile.cpp."""
    return rounds * 8 * 100


def processor_time(process):
    """Nanoseconds."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0])


def call(program, launcher, count):
    """Nanoseconds of a read, of a read of a socket that doesn't block, and of a turn."""
    done = subprocess.run([*launcher, program, "call", str(count)], check=True, capture_output=True, text=True)
    return tuple(float(word) for word in done.stdout.split())


def mean(values):
    """As a text, with the standard error."""
    return f"{statistics.mean(values) * 100:+.1f} ± {statistics.stdev(values) / math.sqrt(len(values)) * 100:.1f} %"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corolint")
    parser.add_argument("program", help="bench-profile")
    parser.add_argument("--pairs", type=int, default=30, help="of servers (default 30, at least 2)")
    parser.add_argument("--blocking", action="store_true", help="servers whose sockets may block")
    parser.add_argument("--rounds", type=int, default=40, help="loads for each pair (default 40)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        launcher = [options.corolint, "profile", "-o", os.path.join(folder, "stalls.json"), "--"]
        serve = [options.program, "serve", *["blocking"] * options.blocking]
        pairs = [Pair(serve, launcher, options.rounds, number % 2) for number in range(options.pairs)]
        calls = [call(options.program, [*launcher, *kind], 100000) for _ in range(7)
                 for kind in (WITHOUT_RECORDER, WITH_RECORDER)]

    print(f"{'':32}{'alone':>12}{'more, profiled':>20}")
    for name, i in (("processor time of a message", 0), ("wall time of a message", 1)):
        alone = statistics.mean(pair.alone[i] for pair in pairs)
        print(f"echo: {name:28}{alone / 1000:7.2f} us{mean([pair.more[i] for pair in pairs]):>20}")
    print(f"{'the launcher, of one processor':41}{statistics.mean(pair.launcher for pair in pairs) * 100:+18.1f} %")
    for name, i in (("a read that returns at once", 0), ("a read of a socket that doesn't block", 1), ("a turn that does nothing", 2)):
        alone, profiled = (min(cost[i] for cost in calls[kind::2]) for kind in (0, 1))
        print(f"{name:37}{alone:4.0f} ns{profiled - alone:+17.0f} ns")


main()
