# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the checks cost while somebody types: corolint-clangd beside the clangd that it is made of, over LSP.

Both have the same files open, with 1, 10 and 100 coroutines, and get the same edits, in turn. Measured is what passes from
an edit to its diagnostics: time, and processor time, which bears company better. One warm-up edit comes first.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "test"))
from lsp import Client  # noqa: E402

SIZES = (1, 10, 100)
EDITS = 15

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
    """What the server has taken so far, in seconds."""
    fields = Path(f"/proc/{client.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(ours, stock, inputs, repeats, say):
    """(coroutines, seconds, processor seconds and bytes, each of ours and stock's) of each size."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            say(f"an editor: {size} coroutines")
            file = Path(folder, f"with_{size}.cpp")
            file.write_text(text_of(size, 0))
            clients = [Client(server, "--background-index=0", "--log=error", "-j=2",
                              flags=["-std=c++20", "-I", str(inputs)]) for server in (ours, stock)]
            for client in clients:
                client.open(file, text_of(size, 0))
                client.published(file)
            times = [[], []]
            begun = []
            for edit in range(1, EDITS * repeats + 2):
                # Who comes first changes: what else the machine does hits both.
                if edit == 2:
                    begun = [processor_time(client) for client in clients]
                for which in ((0, 1), (1, 0))[edit % 2]:
                    begin = time.monotonic()
                    clients[which].change(file, edit + 1, text_of(size, edit))
                    clients[which].published(file, edit + 1)
                    if edit > 1:
                        times[which].append(time.monotonic() - begin)
            taken = [(processor_time(client) - before) / (EDITS * repeats) for client, before in zip(clients, begun)]
            rows.append((size, *(statistics.median(t) for t in times), *taken, *(memory(client) for client in clients)))
            for client in clients:
                client.close()
    return rows


def section(rows):
    """The report's section on them."""
    lines = ["## In the editor", "",
             "| coroutines | clangd | corolint-clangd | time: ratio | CPU: ratio | bar | memory: ratio | bar |",
             "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for size, ours, stock, our_cpu, stock_cpu, our_memory, stock_memory in rows:
        lines.append(f"| {size} | {stock * 1000:.0f} ms | {ours * 1000:.0f} ms | {ours / stock:.2f} | {our_cpu / stock_cpu:.2f} "
                     f"| ≤ 1.05 | {our_memory / stock_memory:.2f} | ≤ 1.05 |")
    lines += ["", f"From an edit to its diagnostics, medians of {EDITS} edits or more of an open file, the CPU's means; resident "
              "memory after them.", ""]
    return "\n".join(lines)
