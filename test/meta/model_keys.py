# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %repo
"""The keys of .corolint.yaml that are read and those that docs/models.md explains are the same.

lib/Model/RawModel.cpp says them, section by section, and which are required.
"""

import re
import sys
from pathlib import Path

repo = Path(sys.argv[1])
source = (repo / "lib/Model/RawModel.cpp").read_text()
page = (repo / "docs/models.md").read_text()

read = {}
for section, body in re.findall(r"struct MappingTraits<Raw(\w+)> \{(.*?)\n\};", source, re.S):
    for need, key in re.findall(r'\b(required|optional)\(IO, "(\w+)"', body):
        read.setdefault(key, {})[section] = need == "required"
assert len(read) > 50 and {"names", "source", "locks", "model"} <= set(read)

# A table's rows and the lines of its examples; prose may explain a key that stands for a whole section.
rows = [(set(re.findall(r"`(\w+)[`:]", first)), meaning)
        for first, meaning in re.findall(r"^\| ([^|]*`[^|]*) \| (.*) \|$", page, re.M)]
in_tables = set().union(*(keys for keys, _ in rows))
in_examples = set(re.findall(r"\b(\w+):", "".join(re.findall(r"```yaml\n(.*?)```", page, re.S))))
in_prose = {key for code in re.findall(r"`([^`\n]+)`", page) for key in re.findall(r"^\w+$|\b(?<!:)\w+(?=: )", code)}
explained = in_tables | in_examples | in_prose

failures = [f"docs/models.md lacks {key}" for key in sorted(set(read) - explained)]
failures += [f"docs/models.md has a row for {key}, which nobody reads" for key in sorted(in_tables - set(read))]
for keys, meaning in rows:
    for key in keys & set(read):
        if meaning.startswith("required") and not any(read[key].values()):
            failures.append(f"docs/models.md says that {key} is required")
for key, needs in read.items():
    for section in ("Function", "Lock", "LockFunction"):
        if needs.get(section) and not any(key in keys and meaning.startswith("required") for keys, meaning in rows):
            failures.append(f"docs/models.md doesn't say that {key} is required")
print("\n".join(failures))
sys.exit(bool(failures))
