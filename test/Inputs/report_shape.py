# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads a --format=json report from standard input: it has the shape of the contract, and its order."""

import json
import sys

PLACE = {"file": str, "line": int, "column": int}
EDIT = {"file": str, "offset": int, "length": int, "text": str}
FIX = {"description": str, "safety": ("safe", "suggested"), "replacements": [EDIT]}
FINDING = {"check": str, "severity": ("warning", "error", "info"), "message": str, **PLACE,
           "end_line": int, "end_column": int, "function": str, "notes": [{"message": str, **PLACE}],
           "fixes": [FIX], "fingerprint": str}
BLOCKING = {"api": str, "kind": str, "chain": [{"function": str, **PLACE}]}
REPORT = {"version": int, "tool": ("corolint",), "tool_version": str, "findings": [FINDING],
          "errors": [{"file": str, "message": str}],
          "summary": {"translation_units": int, "coroutines": int, "findings": int, "seconds": float}}


def check(value, shape, where):
    if isinstance(shape, list):
        assert isinstance(value, list), f"{where}: not a list"
        for index, item in enumerate(value):
            check(item, shape[0], f"{where}[{index}]")
    elif isinstance(shape, dict):
        if value.get("check") in ("coro-blocking-call", "coro-sync-wait"):
            shape = {**shape, **BLOCKING}
        assert value.keys() == shape.keys(), f"{where}: {sorted(value)} instead of {sorted(shape)}"
        for key, inner in shape.items():
            check(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, tuple):
        assert value in shape, f"{where}: {value!r}"
    elif shape is float:
        assert isinstance(value, (int, float)), f"{where}: {value!r}"
    else:
        assert type(value) is shape, f"{where}: {value!r}"


report = json.load(sys.stdin)
check(report, REPORT, "report")
assert report["version"] == 1
findings = report["findings"]
assert report["summary"]["findings"] == len(findings)
order = [(f["file"], f["line"], f["column"], f["check"]) for f in findings]
assert order == sorted(order), order
fingerprints = [f["fingerprint"] for f in findings]
assert all(fingerprints) and len(set(fingerprints)) == len(fingerprints), fingerprints
for f in findings:
    assert (f["line"], f["column"]) <= (f["end_line"], f["end_column"]), f
