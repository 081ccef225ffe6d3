# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %repo %corolint
"""The flags and verbs of the command, its manual page and what other pages say of them are the same."""

import re
import subprocess
import sys
from pathlib import Path

repo, corolint = Path(sys.argv[1]), sys.argv[2]


def help_of(*verb):
    return subprocess.run([corolint, *verb, "--help"], capture_output=True, text=True, check=True).stdout


def flags_in(text):
    return set(re.findall(r"^  (--?[\w-]+)", text, re.M)) - {"--help-list"}


verbs = set(re.findall(r"^  (\w+) +- ", help_of().split("OPTIONS:")[0], re.M))
in_help = {verb: flags_in(help_of(verb)) for verb in verbs}
flags = flags_in(help_of()).union(*in_help.values())

man = (repo / "tools/corolint/corolint.1").read_text()
in_man = {"-" + name for name in re.findall(r"\bFl (-?\w[\w-]*)", man)}
verbs_in_man = set(re.findall(r"^\.Cm (\w+)$", man.split(".Sh DESCRIPTION")[0], re.M))

failures = []
for script in (repo / "tools/completions").iterdir():
    known = re.search(r"cache[ |]+[a-z |]+", script.read_text())
    if known and set(re.findall(r"\w+", known[0])) != verbs:
        failures.append(f"{script.name} has the verbs {known[0]}, the command {sorted(verbs)}")
for flag in sorted(flags - in_man):
    failures.append(f"corolint.1 lacks {flag}")
for flag in sorted(in_man - flags):
    failures.append(f"corolint.1 has {flag}, which is no flag")
if verbs_in_man != verbs:
    failures.append(f"corolint.1 has the verbs {sorted(verbs_in_man)}, the command {sorted(verbs)}")
pages = [repo / "README.md", repo / "CHANGELOG.md", *repo.glob("docs/*.md"), *repo.glob("docs/checks/*.md")]
for page in pages:
    # corolint-clangd has clangd's flags.
    for flag in re.findall(r"corolint(?!-clangd)[^`\n]*? (--[\w-]+)", page.read_text()):
        if flag not in flags:
            failures.append(f"{page.relative_to(repo)}: {flag} is no flag of corolint")

for failure in failures:
    print(failure)
sys.exit(bool(failures))
