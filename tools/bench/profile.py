# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""profile.py COROLINT BENCH_PROFILE: what `corolint profile` costs a program, side by side with the program alone.

An echo server under load, by its processor time for a message and by its throughput; and one call, and one turn of a loop, that
take no time. Both ways are run in turn, several times, and medians count."""

import argparse
import os
import statistics
import subprocess
import tempfile


def serve(program, launcher, messages):
    """(seconds of processor time, seconds of wall time) of a server that echoes so many messages."""
    server = subprocess.Popen([*launcher, program, "serve"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    port = server.stdout.readline().strip()
    wall = float(subprocess.run([program, "load", port, str(messages)], check=True, capture_output=True, text=True).stdout)
    processor = float(server.stdout.readline())
    if server.wait() != 0:
        raise SystemExit(f"the server ended with {server.returncode}")
    return processor, wall


def call(program, launcher, count):
    """(nanoseconds of a read, nanoseconds of a turn)."""
    done = subprocess.run([*launcher, program, "call", str(count)], check=True, capture_output=True, text=True)
    return tuple(float(word) for word in done.stdout.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corolint")
    parser.add_argument("program", help="bench-profile")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--messages", type=int, default=20000, help="for each of eight connections")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        launcher = [options.corolint, "profile", "-o", os.path.join(folder, "stalls.json"), "--"]
        alone, profiled, call_alone, call_profiled = [], [], [], []
        for _ in range(options.rounds):
            alone.append(serve(options.program, [], options.messages))
            profiled.append(serve(options.program, launcher, options.messages))
            call_alone.append(call(options.program, [], 100000))
            call_profiled.append(call(options.program, launcher, 100000))

    def median(values, index):
        return statistics.median(value[index] for value in values)

    print(f"{'':34}{'alone':>10}{'profiled':>10}")
    count = options.messages * 8
    for name, index in (("processor time of a message", 0), ("wall time of a message", 1)):
        a, p = median(alone, index) / count * 1e6, median(profiled, index) / count * 1e6
        print(f"echo: {name:28}{a:8.2f} us{p:7.2f} us  {(p / a - 1) * 100:+.1f} %")
    for name, index in (("a read that returns at once", 0), ("a turn that does nothing", 1)):
        a, p = min(c[index] for c in call_alone), min(c[index] for c in call_profiled)
        print(f"{name:34}{a:8.1f} ns{p:7.1f} ns  {p - a:+.0f} ns")


main()
