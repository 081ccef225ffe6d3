# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %repo
"""What a library may not do: print, and end the program. Every source says its licence."""

import re
import sys
from pathlib import Path

repo = Path(sys.argv[1])
FORBIDDEN = {
    r"\berrs\s*\(\)": "prints",
    r"\bouts\s*\(\)": "prints",
    r"std::c(out|err)\b": "prints",
    r"\bf?printf\s*\(": "prints",
    r"(?<![\w.>])(?:std::)?_?exit\s*\(": "ends the program",
    r"\babort\s*\(\)": "ends the program",
    r"\breport_fatal_error\b": "ends the program",
}
# A child process ends where its job ends.
ALLOWED = {("lib/Driver/Workers.cpp", "ends the program"): 1, ("lib/Profile/Launch.cpp", "ends the program"): 1}

failures = []
for path in sorted((repo / "lib").rglob("*")):
    if path.suffix not in (".h", ".cpp"):
        continue
    for number, line in enumerate(path.read_text().splitlines(), 1):
        code = re.sub(r'"(?:\\.|[^"\\])*"|//.*', "", line)
        for pattern, what in FORBIDDEN.items():
            if re.search(pattern, code):
                key = (str(path.relative_to(repo)), what)
                if ALLOWED.get(key, 0) > 0:
                    ALLOWED[key] -= 1
                    continue
                failures.append(f"{path.relative_to(repo)}:{number}: {what}: {line.strip()}")

for folder in ("lib", "tools", "include", "test"):
    for path in sorted((repo / folder).rglob("*")):
        if path.suffix in (".h", ".hpp", ".cpp") and "SPDX-License-Identifier" not in path.read_text()[:200]:
            failures.append(f"{path.relative_to(repo)}: no SPDX-License-Identifier")

for failure in failures:
    print(failure)
sys.exit(bool(failures))
