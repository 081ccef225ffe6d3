# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: clangd
# RUN: rm -rf %t
# RUN: %python %s %corolint %clangd %repo %t
"""On every file of the checks' tests the editor says what the command says, word for word.

It has the index that the command leaves: clangd doesn't parse the bodies of functions in headers.
"""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from lsp import Client

corolint, clangd, repo, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]).resolve()
# The index has to be above the sources.
shutil.copytree(repo / "test/checks", folder / "checks")
sources = sorted((folder / "checks").glob("*/*.cpp"))
assert len(sources) > 40

# What the index can't tell, by file and a part of the message.
KNOWN = [
    # That a function in a header always gives the same, so that a loop is none.
    ("double-await/ok.cpp", ""),
    # What templates of the standard library run of a class of the project's.
    ("blocking-call/helpers.cpp", "'std::make_shared'"),
    ("blocking-call/helpers.cpp", "'std::unique_ptr::~unique_ptr'"),
    ("blocking-call/destroyed.cpp", "'std::unique_ptr::"),
    ("blocking-call/destroyed.cpp", "'owner_of_closable::~owner_of_closable'"),
    # That a function in a header hands its argument to a coroutine.
    ("dangling/bad.cpp", "'forwards'"),
    ("dangling/bad.cpp", "'retry'"),
]


def is_known(key):
    file, _, message = key
    return any(file == f"checks/{known}" and part in message for known, part in KNOWN)


def flags(source):
    """Those of the test's first run."""
    first = next(line for line in source.read_text().splitlines() if "%lint" in line)
    own = first.split(" -- ")[1].split() if " -- " in first else []
    there = str(repo / "test" / source.parent.relative_to(folder))
    return ["-std=c++20", "-ferror-limit=0", "-I", str(repo / "include"), "-I", str(repo / "test/Inputs"),
            *(flag.replace("%S", there) for flag in own)]


def by_command():
    # Options are in other tests: here both take the defaults.
    report = json.loads(subprocess.run([corolint, "--format=json", "--quiet", "-p", folder],
                                       capture_output=True, text=True, cwd=folder).stdout)
    return [((f["file"], f["check"], f["message"]), f["line"], f["line"]) for f in report["findings"]
            if f["file"].endswith(".cpp")]


def in_the_words_of_the_command(message):
    text = re.sub(r" \(fix available\)$", "", message.splitlines()[0])
    return text[0].lower() + text[1:]


def by_clangd():
    client = Client(clangd, f"--compile-commands-dir={folder}", "--background-index=0", "--log=error", "-j=2")
    for source in sources:
        client.open(source, source.read_text())
    found = []
    for source, diagnostics in client.first_published(sources):
        for d in diagnostics:
            if str(d.get("code", "")).startswith("coro-"):
                key = (str(source.relative_to(folder)), d["code"], in_the_words_of_the_command(d["message"]))
                found.append((key, d["range"]["start"]["line"] + 1, d["range"]["end"]["line"] + 1))
    client.close()
    return found


(folder / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(folder), "file": str(source), "arguments": ["clang++", *flags(source), "-c", str(source)]}
     for source in sources]))
command, editor = by_command(), by_clangd()
assert len(command) > 300, command
differences = Counter(key for key, *_ in command)
differences.subtract(key for key, *_ in editor)
failures = [f"{key[0]}: {'only the command' if count > 0 else 'only the editor'}: {key[2]} [{key[1]}]"
            for key, count in sorted(differences.items())
            if count and not is_known(key)]
# The same code: what the editor underlines holds the place of the command's.
if not failures:
    for (key, line, _), (_, first, last) in zip(*(sorted(f for f in some if not differences[f[0]])
                                                  for some in (command, editor))):
        if not first <= line <= last:
            failures.append(f"{key[0]}:{line}: the editor underlines {first} to {last}: {key[2]}")
print("\n".join(failures))
sys.exit(bool(failures))
