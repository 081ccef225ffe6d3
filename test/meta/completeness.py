# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %repo
"""One check is one line in Checks.def, one .cpp, one page, one folder of tests and a word in the CHANGELOG."""

import re
import sys
from pathlib import Path

repo = Path(sys.argv[1])


def kebab(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


table = re.findall(r'^CHECK\((\w+), "([\w-]+)", (true|false), "(\w+)"\)$',
                   (repo / "lib/Checks/Checks.def").read_text(), re.M)
lines = (repo / "lib/Checks/Checks.def").read_text().count("\nCHECK(")
assert len(table) == lines, f"{lines - len(table)} lines of Checks.def can't be read"
ids = [check for _, check, _, _ in table]
assert ids == sorted(ids), f"Checks.def is not sorted: {ids}"
assert len(set(ids)) == len(ids), f"Checks.def names a check twice: {ids}"
for name, check, _, severity in table:
    assert check == "coro-" + kebab(name), f"{name} should be coro-{kebab(name)}, not {check}"
    assert severity in ("warning", "info"), f"{check}: severity {severity}"

places = {
    "lib/Checks/Checks.def": {check.removeprefix("coro-") for check in ids},
    "lib/Checks/*Check.cpp": {kebab(p.stem.removesuffix("Check")) for p in repo.glob("lib/Checks/*Check.cpp")} - {"coro"},
    "docs/checks/*.md": {p.stem for p in repo.glob("docs/checks/*.md")},
    "test/checks/*": {p.name for p in repo.glob("test/checks/*") if p.is_dir()},
    "CHANGELOG.md": set(re.findall(r"coro-([\w-]+)", (repo / "CHANGELOG.md").read_text())),
}
known = places["lib/Checks/Checks.def"]
failed = False
for place, checks in places.items():
    for check in sorted(known - checks):
        print(f"{place} lacks {check}")
        failed = True
    for check in sorted(checks - known):
        print(f"{place} has {check}, which is no check")
        failed = True
for check in sorted(known):
    for file in ("bad.cpp", "ok.cpp"):
        if not (repo / "test/checks" / check / file).exists():
            print(f"test/checks/{check} lacks {file}")
            failed = True
sys.exit(failed)
