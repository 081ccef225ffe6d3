# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads a code quality report and holds it against https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format:
an array without a byte order mark; the required properties; severities; unique fingerprints; relative paths without "./"."""

import json

from items import Error, Item, require

LEVELS = {"info": "info", "major": "warning", "critical": "error", "blocker": "error"}
SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def read(text):
    require(not text.startswith("\ufeff"), "a byte order mark")
    issues = json.loads(text)
    require(isinstance(issues, list), "not an array")
    findings, errors = [], []
    fingerprints = [issue["fingerprint"] for issue in issues]
    require(len(set(fingerprints)) == len(fingerprints) and all(fingerprints), f"fingerprints: {fingerprints}")
    for issue in issues:
        for key in ("description", "check_name", "fingerprint", "severity"):
            require(isinstance(issue[key], str) and issue[key], f"{key} of {issue}")
        require(issue["severity"] in SEVERITIES, f"severity of {issue}")
        path, lines = issue["location"]["path"], issue["location"]["lines"]
        require(path and not path.startswith(("./", "/")), f"path {path!r}")
        require(isinstance(lines["begin"], int) and 1 <= lines["begin"] <= lines["end"], f"lines of {issue}")
        if issue["check_name"] == "corolint":
            errors.append(Error(path, issue["description"]))
        else:
            findings.append(Item(path, lines["begin"], issue["check_name"], LEVELS[issue["severity"]],
                                 issue["description"]))
    return findings, errors
