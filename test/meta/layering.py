# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %repo
"""Who includes whom is as lib/CMakeLists.txt allows: it is the law, this is the police."""

import re
import sys
from pathlib import Path

repo = Path(sys.argv[1])
COMPAT = "lib/Support/ClangCompat.h"

layers = {}
for name, words in re.findall(r"^corolint_layer\((\w+)\s*(.*?)\)", (repo / "lib/CMakeLists.txt").read_text(), re.M):
    words = words.split()
    clang = "CLANG" in words
    layers[name] = ({w for w in words if w not in ("DEPS", "CLANG")} | {name}, clang)

failures = []
folders = {p.name for p in (repo / "lib").iterdir() if p.is_dir()}
if folders != layers.keys():
    failures.append(f"lib/ has {sorted(folders)}, lib/CMakeLists.txt {sorted(layers)}")

seen = set(layers)
for name, (deps, _) in layers.items():
    for dep in deps - seen:
        failures.append(f"{name} depends on {dep}, which is no layer")


def sources(folder):
    return [p for p in sorted((repo / folder).rglob("*")) if p.suffix in (".h", ".hpp", ".cpp", ".def")]


def includes(path):
    return re.findall(r'^\s*#\s*include\s*[<"]([^">]+)[">]', path.read_text(), re.M)


for path in sources("lib"):
    layer = path.relative_to(repo / "lib").parts[0]
    deps, clang = layers.get(layer, (set(), False))
    where = path.relative_to(repo)
    for header in includes(path):
        first = header.split("/")[0]
        if first in layers and first not in deps:
            failures.append(f"{where} includes {header}: {layer} may not see {first}")
        if first in ("clang", "clang-tidy", "clang-c") and not clang and str(where) != COMPAT:
            failures.append(f"{where} includes {header}: {layer} knows no Clang")
        if first == "corolint":
            failures.append(f"{where} includes {header}: lib/ doesn't include the public headers")
    if "LLVM_VERSION_MAJOR" in path.read_text() and str(where) != COMPAT:
        failures.append(f"{where} names LLVM_VERSION_MAJOR: that is {COMPAT}'s")

for path in sources("include"):
    for header in includes(path):
        if header.split("/")[0] in layers.keys() | {"clang", "llvm"}:
            failures.append(f"{path.relative_to(repo)} includes {header}: the public headers stand alone")

for failure in failures:
    print(failure)
sys.exit(bool(failures))
