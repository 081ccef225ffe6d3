# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a command costs: processor time, wall time and memory of a process and all its children."""

import os
import statistics
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class Usage:
    """cpu and wall in seconds; peak is the memory of the largest process, in bytes; failures counts bad exits."""
    cpu: float = 0
    wall: float = 0
    peak: int = 0
    failures: int = 0

    def __add__(self, other):
        return Usage(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak),
                     self.failures + other.failures)

    def times(self, factor):
        """That of so many times as many processes."""
        return Usage(self.cpu * factor, self.wall * factor, self.peak, self.failures)


def median(usages):
    middle = [statistics.median(getattr(usage, name) for usage in usages) for name in ("cpu", "wall", "peak")]
    return Usage(*middle, max(usage.failures for usage in usages))


def run(command, folder, output=subprocess.DEVNULL, accepted=(0,)):
    """Runs a command to its end. Any exit status but the accepted ones is a failure, and no exception."""
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output,
                               stderr=subprocess.DEVNULL)
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        raise
    wall = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    return Usage(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, int(process.returncode not in accepted))


def run_together(commands, jobs):
    """Runs (command, folder) pairs, JOBS at a time; wall is that of all."""
    begin = time.monotonic()
    with ThreadPoolExecutor(jobs) as pool:
        usages = pool.map(lambda command: run(*command), commands)
        whole = sum(usages, Usage())
    return Usage(whole.cpu, time.monotonic() - begin, whole.peak, whole.failures)
