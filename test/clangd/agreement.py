# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: clangd
# RUN: rm -rf %t
# RUN: %python %s %corolint %clangd %repo %t
"""On every file of the checks' tests the editor says what the command says, word for word, and as long as it."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from lsp import Client

corolint, clangd, repo, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
sources = sorted((repo / "test/checks").glob("*/*.cpp"))
assert len(sources) > 40


def flags(source):
    """Those of the test's first run."""
    first = next(line for line in source.read_text().splitlines() if "%lint" in line)
    own = first.split(" -- ")[1].split() if " -- " in first else []
    return ["-std=c++20", "-ferror-limit=0", "-I", str(repo / "include"), "-I", str(repo / "test/Inputs"),
            *(flag.replace("%S", str(source.parent)) for flag in own)]


def by_command():
    # The limits of a run's options are in other tests: here both take the defaults.
    report = json.loads(subprocess.run([corolint, "--format=json", "--no-cache", "--quiet", "-p", folder, *sources],
                                       capture_output=True, text=True, cwd=folder).stdout)
    return Counter((f["file"], f["check"], f["message"], f["end_line"]) for f in report["findings"])


def in_the_words_of_the_command(message):
    text = re.sub(r" \(fix available\)$", "", message.splitlines()[0])
    return text[0].lower() + text[1:]


def by_clangd():
    client = Client(clangd, f"--compile-commands-dir={folder}", "--background-index=0", "--log=error", "-j=2")
    for source in sources:
        client.open(source, source.read_text())
    found = Counter()
    for source, diagnostics in client.first_published(sources):
        for d in diagnostics:
            if str(d.get("code", "")).startswith("coro-"):
                found[str(source), d["code"], in_the_words_of_the_command(d["message"]), d["range"]["end"]["line"] + 1] += 1
    client.close()
    return found


folder.mkdir(parents=True)
(folder / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(folder), "file": str(source), "arguments": ["clang++", *flags(source), "-c", str(source)]}
     for source in sources]))
names = set(map(str, sources))
command = Counter({key: count for key, count in by_command().items() if key[0] in names})
editor = by_clangd()
assert sum(command.values()) > 300, command
for only, who in ((command - editor, "the command"), (editor - command, "the editor")):
    for file, check, message, line in sorted(only):
        print(f"{file}:{line}: only {who}: {message} [{check}]")
sys.exit(command != editor)
