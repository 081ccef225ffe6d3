# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: boost-asio, sqlite
# RUN: rm -rf %t
# RUN: %python %s %repo %corolint %clangd %clang_tidy %plugin %clang %t
"""In the sample service the planted problems are found and nothing else, by all three hosts."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from lsp import Client
from sample import configure, differences, lint, planted, run

repo, corolint, clangd, clang_tidy, plugin, clang, build = (Path(a) for a in sys.argv[1:])
service = repo / "test/projects/service"
sources = sorted(service.glob("*.cpp"))


def by_plugin():
    output = run(clang_tidy, "-load", plugin, "--checks=-*,coro-*", "--header-filter=.*", "--quiet", "-p", build,
                 *sources).stdout
    return {(str(Path(path).relative_to(service)), int(line), check)
            for path, line, check in re.findall(r"^(/.*?):(\d+):\d+: warning: .* \[(coro-[\w-]+)\]$", output, re.M)}


def by_clangd():
    client = Client(clangd, f"--compile-commands-dir={build}", "--background-index=0")
    found = {(file.name, diagnostic["range"]["start"]["line"] + 1, diagnostic["code"])
             for file in sources for diagnostic in client.diagnostics(file)
             if str(diagnostic.get("code", "")).startswith("coro-")}
    client.close()
    return found


configure(repo, service, build, clang)
found = lint(corolint, build, service, statuses=(0, 1))
failures = differences("corolint", {place[:2] for place in found}, planted(service))
failures += differences("clang-tidy", by_plugin(), found)
if clangd.exists():
    # In clangd a header's findings are shown in the header.
    failures += differences("clangd", by_clangd(), {place for place in found if place[0].endswith(".cpp")})

print("\n".join(failures))
sys.exit(bool(failures))
