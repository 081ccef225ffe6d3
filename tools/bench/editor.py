# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the checks cost while somebody types: corolint-clangd beside the clangd that it is made of, over LSP.

Both have the same files open, with 1, 10 and 100 coroutines, and get the same edits, in turn; the next one comes when the
server has nothing left to do. Measured is the time from an edit to its diagnostics, and the processor time of all that the
edit takes. One warm-up edit comes first. Where a process has its memory changes what it costs by more than the checks do,
so there are several pairs of servers: what a pair differs by is the median of its edits, and all pairs' mean is given with
its standard error. With clangd in both places everything should come out as 1.
"""

import math
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "test"))
from lsp import Client  # noqa: E402

SIZES = (1, 10, 100)
EDITS = 15
PAIRS = 6

HEAD = """\
#include "task.hpp"
#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct connection {
  task<std::string> receive();
  task<void> send(std::string text);
};
"""

COROUTINE = """
task<int> serve_{n}(connection &from, std::map<std::string, std::vector<long>> &known, std::mutex &m) {{
  int answered = 0;
  for (;;) {{
    std::string text = co_await from.receive();
    if (text.empty())
      co_return answered;
    {{
      std::lock_guard lock(m);
      auto &list = known[text];
      list.push_back(static_cast<long>(text.size()) + {n});
      std::sort(list.begin(), list.end());
      for (long &item : list)
        item = std::clamp(item, 0L, 1000L);
    }}
    auto reply = from.send(text + std::to_string(answered));
    co_await std::move(reply);
    ++answered;
  }}
}}

long count_{n}(const std::map<std::string, std::vector<long>> &known) {{
  long sum = 0;
  for (const auto &[name, list] : known)
    sum += std::count_if(list.begin(), list.end(), [&](long item) {{ return item > {n} + (long)name.size(); }});
  return sum;
}}
"""


def text_of(coroutines, edit):
    """The file after so many edits, each in the middle of a function."""
    return (HEAD + "".join(COROUTINE.format(n=n) for n in range(coroutines)) +
            f"\nlong edited() {{ return {edit}; }}\n")


def memory(client):
    """The resident memory of the server, in bytes."""
    status = Path(f"/proc/{client.process.pid}/status").read_text()
    return 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")))


def processor_time(client):
    """What the threads that the server has now have taken so far, in seconds."""
    tasks = Path(f"/proc/{client.process.pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


class Pair:
    """Two servers with the same file open."""

    def __init__(self, ours, stock, file, size, inputs, swapped):
        self.file, self.size = file, size
        self.clients = {server: Client(command, "--background-index=0", "--log=error", "-j=2",
                                       flags=["-std=c++20", "-I", str(inputs)])
                        for server, command in (("ours", ours), ("stock", stock))[::-1 if swapped else 1]}
        for client in self.clients.values():
            client.open(file, text_of(size, 0))
            client.published(file)

    def edit(self, server, number):
        """Seconds until the diagnostics, and of the processor until there is nothing left to do."""
        client = self.clients[server]
        used, begin = processor_time(client), time.monotonic()
        client.change(self.file, number + 1, text_of(self.size, number))
        client.published(self.file, number + 1)
        passed = time.monotonic() - begin
        # Its turn comes after all that the edit has asked for.
        client.request("textDocument/documentSymbol", {"textDocument": {"uri": self.file.as_uri()}})
        return passed, processor_time(client) - used

    def costs(self):
        """Of each edit, what it costs both."""
        result = []
        for number in range(EDITS + 1):
            # Who comes first changes: what else the machine does hits both.
            order = ("ours", "stock") if number % 2 else ("stock", "ours")
            result.append({server: self.edit(server, number + 1) for server in order})
        return result[1:]

    def memory_ratio(self):
        return memory(self.clients["ours"]) / memory(self.clients["stock"])

    def close(self):
        for client in self.clients.values():
            client.close()


class Row:
    """What was measured of one size: a value for each pair."""

    def __init__(self, size):
        self.size = size
        #: Seconds that stock's clangd takes to diagnostics, and how many times as much ours takes.
        self.stock, self.time, self.processor, self.memory = [], [], [], []

    def add(self, pair):
        costs = pair.costs()
        self.stock.append(statistics.median(cost["stock"][0] for cost in costs))
        for ratios, what in ((self.time, 0), (self.processor, 1)):
            ratios.append(statistics.median(cost["ours"][what] / cost["stock"][what] for cost in costs))
        self.memory.append(pair.memory_ratio())


def run(ours, stock, inputs, repeats, say):
    """A Row of each size."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            say(f"an editor: {size} coroutines")
            file = Path(folder, f"with_{size}.cpp")
            file.write_text(text_of(size, 0))
            rows.append(Row(size))
            for number in range(PAIRS * repeats):
                pair = Pair(ours, stock, file, size, inputs, swapped=number % 2)
                rows[-1].add(pair)
                pair.close()
    return rows


def mean(ratios):
    """As a text, with the standard error."""
    return f"{statistics.mean(ratios):.2f} ± {statistics.stdev(ratios) / math.sqrt(len(ratios)):.2f}"


def section(rows):
    """The report's section on them."""
    lines = ["## In the editor", "",
             "| coroutines | clangd | time: ratio | CPU: ratio | bar | memory: ratio | bar |",
             "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for row in rows:
        lines.append(f"| {row.size} | {statistics.mean(row.stock) * 1000:.0f} ms | {mean(row.time)} | {mean(row.processor)} "
                     f"| ≤ 1.05 | {mean(row.memory)} | ≤ 1.05 |")
    lines += ["", f"From an edit to its diagnostics, medians of {EDITS} edits of an open file; the CPU's until nothing is left to "
              f"do; resident memory after them. Means of {len(rows[0].time)} pairs of servers, with their standard errors.", ""]
    return "\n".join(lines)
