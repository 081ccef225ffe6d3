# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the readers of the formats give: for every finding what all of them can say of it. And the projects they report on."""

import json
from typing import NamedTuple


class Item(NamedTuple):
    file: str
    line: int
    check: str
    level: str  # error, warning or info
    message: str


class Error(NamedTuple):
    file: str
    message: str


def from_json(report):
    """The findings and errors of a --format=json report, which is the measure of the others."""
    return ([Item(f["file"], f["line"], f["check"], f["severity"], f["message"]) for f in report["findings"]],
            [Error(e["file"], e["message"]) for e in report["errors"]])


def require(condition, what):
    if not condition:
        raise AssertionError(what)


def make_project(folder, sources, inputs):
    """Writes the sources, bytes by their paths, and a compile database of them."""
    for path, text in sources.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    (folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(folder), "file": path, "arguments": ["c++", "-std=c++20", "-I", inputs, "-c", path]}
         for path in sources], ensure_ascii=False))  # Clang knows no surrogates
