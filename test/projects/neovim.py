# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: boost-asio, sqlite, clangd, nvim
# RUN: rm -rf %t
# RUN: %python %s %repo %corolint %clangd %clang %t
"""A real editor, Neovim without a screen, on the sample service: findings come and go with a helper in another file, and
with the quick fixes. What is saved in the end is clean. neovim.lua is what it does there."""

import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sample import configure, differences, lint, run

FILE = "commands.cpp"
HELPER = {"file": "store.cpp", "harmless": "  pending_[key] = value;", "blocking": "  pending_[key] = value, flush_now();"}

repo, corolint, clangd, clang, temp = (Path(a) for a in sys.argv[1:])
service, build = temp / "service", temp / "service/build"
shutil.copytree(repo / "test/projects/service", service)
configure(repo, service, build, clang)

# What the command says, and leaves in the index.
report = json.loads(run(corolint, "--format=json", statuses=(1,), cwd=service).stdout)
found = [f for f in report["findings"] if f["file"] == FILE]
assert len(found) > 3 and all(f["fixes"] for f in found), found


def shown(findings):
    return ", ".join(sorted(f"{line} {check}" for line, check in findings))


# The first fix that needs an #include moves the lines below it.
left = [(f["line"], f["check"]) for f in found]
steps = []
included = False
for finding in sorted(found, key=lambda f: "offload" in f["fixes"][0]["replacements"][0]["text"]):
    fix = finding["fixes"][0]
    place = (finding["line"] + included, finding["check"])
    left.remove(place)
    if not included and any("#include" in r["text"] for r in fix["replacements"]):
        included = True
        left = [(line + 1, check) for line, check in left]
    steps.append({"finding": shown([place]), "left": shown(left),
                  "title": fix["description"] + ("" if fix["safety"] == "safe" else " (suggested)")})

callers = [number for number, line in enumerate((service / FILE).read_text().splitlines(), 1) if "store.put(" in line]
assert callers
settings = {
    "server": [str(clangd), "--background-corolint", "--background-index-priority=normal", "--background-index=0",
               "--log=error"], "folder": str(service),
    "findings": shown((f["line"], f["check"]) for f in found), "fixes": steps,
    "helper": {**HELPER, "findings": shown([*((f["line"], f["check"]) for f in found),
                                            *((line, "coro-blocking-call") for line in callers)])}}
run("nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", Path(__file__).with_suffix(".lua"), timeout=900,
    env={**os.environ, "COROLINT_TEST": json.dumps(settings), "HOME": str(temp), "XDG_STATE_HOME": str(temp)})

remaining = {place for place in lint(corolint, build, service, statuses=(0, 1)) if place[0] == FILE}
failures = differences("after the quick fixes", remaining, set())
print("\n".join(failures))
sys.exit(bool(failures))
