# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %repo %corolint %clang_tidy %plugin %t
"""The check pages tell the truth: with its check on, each ```cpp bad block has its check's findings and no others, each
```cpp good block has none, and the options are those of the check, with their defaults."""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

repo, corolint, clang_tidy, plugin, temp = Path(sys.argv[1]), *sys.argv[2:5], Path(sys.argv[5])
HEADINGS = ["What it does", "Why it matters", "Example", "Use instead", "Fix safety", "Options", "Limits"]
failures = []


def lint(example):
    page, number, kind, code = example
    file = temp / f"{page}-{number}-{kind}.cpp"
    file.write_text(code)
    run = subprocess.run([corolint, "--format=json", "--quiet", f"--checks=coro-{page}", str(file), "--", "-std=c++20",
                          f"-I{repo}/include", f"-I{repo}/test/Inputs", "-DASIO_HAS_CO_AWAIT",
                          "-DASIO_HAS_STD_COROUTINE"],
                         capture_output=True, text=True)
    if run.returncode == 2:
        return [f"{file}: {run.stderr}"]
    report = json.loads(run.stdout)
    found = {f["check"] for f in report["findings"]}
    wanted = {"coro-" + page} if kind == "bad" else set()
    result = [f"docs/checks/{page}.md: example {number} is {kind}, but {sorted(found) or 'nothing'} is found ({file})"
              ] if found != wanted else []
    return result + [f"docs/checks/{page}.md: example {number} doesn't compile: {e['message']}" for e in report["errors"]]


def options_of(config):
    return dict(re.findall(r"^\s*(coro-[\w-]+\.\w+): *'?(.*?)'?$", config, re.M))


pages = sorted((repo / "docs/checks").glob("*.md"))
temp.mkdir(exist_ok=True)
examples = []
for page in pages:
    text = page.read_text()
    headings = re.findall(r"^## (.*)$", text, re.M)
    if headings != [h for h in HEADINGS if h != "Options" or "Options" in headings]:
        failures.append(f"docs/checks/{page.name}: the headings are {headings}")
    if not text.startswith(f"# coro-{page.stem}\n"):
        failures.append(f"docs/checks/{page.name}: does not begin with '# coro-{page.stem}'")
    blocks = re.findall(r"^```cpp ?(.*?)\n(.*?)^```$", text, re.M | re.S)
    for number, (kind, code) in enumerate(blocks, 1):
        if kind in ("bad", "good"):
            examples.append((page.stem, number, kind, code))
        else:
            failures.append(f"docs/checks/{page.name}: example {number} is neither ```cpp bad nor ```cpp good")
    for kind in ("bad", "good"):
        if not any(k == kind for k, _ in blocks):
            failures.append(f"docs/checks/{page.name}: no ```cpp {kind} example")

with ThreadPoolExecutor(2) as pool:
    for result in pool.map(lint, examples):
        failures += result

config = subprocess.run([clang_tidy, "-load", plugin, "--checks=-*,coro-*", "--dump-config"], capture_output=True,
                        text=True, check=True, cwd="/").stdout
in_code = options_of(config)
# In the page an option is a row: | `coro-check.Name` | `default` | meaning |
in_docs = {name: default for page in pages
           for name, default in re.findall(r"^\| `(coro-[\w-]+\.\w+)` \| `(.*?)` \|", page.read_text(), re.M)}
for option in sorted(in_code.keys() | in_docs.keys()):
    if in_code.get(option) != in_docs.get(option):
        failures.append(f"{option}: the page says {in_docs.get(option)!r}, the check {in_code.get(option)!r}")

for failure in failures:
    print(failure)
sys.exit(bool(failures))
