# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What joining the summaries of a whole program costs, by size: runs bench-link, if it was built."""

import tempfile

import measure

FUNCTIONS, CALLS = 1_000_000, 5_000_000


def run(tool, repeats, say):
    """(functions, calls, usage, what the tool printed) at half and at full size."""
    rows = []
    for functions, calls in ((FUNCTIONS // 2, CALLS // 2), (FUNCTIONS, CALLS)):
        say(f"bench-link, {functions} functions")
        usages = []
        for _ in range(repeats):
            with tempfile.TemporaryFile("w+") as output:
                usages.append(measure.run([tool, f"--functions={functions}", f"--calls={calls}"], ".", output))
                output.seek(0)
                line = " ".join(output.read().split())
        rows.append((functions, calls, measure.median(usages), line))
    return rows


def section(rows):
    """The report's section on them. Twice the size should cost twice as much."""
    lines = ["## Linking", "", "| functions | calls | CPU | wall | peak memory | bench-link says |",
             "| ---: | ---: | ---: | ---: | ---: | --- |"]
    for functions, calls, usage, line in rows:
        failed = "**failed** " if usage.failures else ""
        lines.append(f"| {functions} | {calls} | {usage.cpu:.2f} s | {usage.wall:.2f} s | {usage.peak / 1e6:.0f} MB "
                     f"| {failed}{line} |")
    half, full = (usage for _, _, usage, _ in rows)
    lines += ["", f"Twice the size takes {full.cpu / half.cpu:.2f} times the CPU and {full.peak / half.peak:.2f} times "
              "the memory.", ""]
    return "\n".join(lines)
