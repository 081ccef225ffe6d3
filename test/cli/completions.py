# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %repo/tools/completions %corolint %t
"""What the shells complete: verbs, flags, kinds of reports and checks, as the command itself says them. A shell that isn't
installed is left out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

scripts, corolint, temp = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
shutil.rmtree(temp, ignore_errors=True)
(temp / "bin").mkdir(parents=True)
(temp / "bin/corolint").symlink_to(corolint)
(temp / "server.cpp").touch()

# In place of what only a shell that is completing has.
ZSH = r"""
words=("${(@s: :)1}"); CURRENT=${#words}; PREFIX=$words[-1]
compset() { PREFIX=${PREFIX##${~2}} }
compadd() { [[ $1 != -S ]] || shift 2; shift; for match; do [[ $match != "$PREFIX"* ]] || print -r -- "$match"; done }
_files() { print -rl -- $PREFIX*(N) }
source "$2"
"""
BASH = r"""
compopt() { [[ $2 != default ]] || compgen -f -- "$word"; }
source "$2"
COMP_LINE=$1 COMP_POINT=${#1}
IFS=' ' read -ra COMP_WORDS <<<"$1"
[[ $1 != *' ' ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_corolint
printf '%s\n' "${COMPREPLY[@]}"
"""


def completions(shell, line):
    command = {"bash": ["bash", "--norc", "-c", BASH, "bash", line, scripts / "corolint.bash"],
               "zsh": ["zsh", "-f", "-c", ZSH, "zsh", line, scripts / "_corolint"],
               "fish": ["fish", "-N", "-c", f'source {scripts / "corolint.fish"}; complete -C "{line}"']}[shell]
    run = subprocess.run(command, capture_output=True, text=True, cwd=temp,
                         env={**os.environ, "PATH": f"{temp / 'bin'}:{os.environ['PATH']}", "HOME": str(temp)})
    assert not run.stderr, f"{shell}: {line!r}: {run.stderr}"
    # Fish gives whole words, with what is known of them; the others what stands behind "=" or ",".
    word = line.split(" ")[-1]
    start = "" if shell != "fish" else word[:max(word.rfind("="), word.rfind(",")) + 1]
    return {found.split("\t")[0].removeprefix(start) for found in run.stdout.splitlines()}


CASES = [  # a line, what must be offered, what mustn't
    ("corolint su", {"summarize"}, {"link", "--fix"}),
    ("corolint --fix", {"--fix", "--fix-notes"}, {"--format=", "summarize"}),
    ("corolint --ou", {"--output="}, {"--format="}),
    ("corolint --output=s", {"sarif"}, {"text"}),
    ("corolint --format=", {"text", "json", "html", "sarif", "github", "gitlab", "junit"}, set()),
    ("corolint --checks=coro-blocking-call,coro-un", {"coro-unawaited"}, {"coro-dangling"}),
    ("corolint explain coro-d", {"coro-dangling", "coro-double-await"}, {"coro-unawaited", "summarize"}),
    ("corolint explain serv", {"server.cpp"}, set()),
    ("corolint explain --ch", {"--checks="}, set()),
    ("corolint ini", {"init"}, {"--fix"}),
    ("corolint init serv", set(), {"server.cpp"}),
    ("corolint cache --cl", {"--clear"}, {"--checks="}),
    ("corolint pr", {"profile"}, {"link"}),
    ("corolint profile --th", {"--threads=", "--threshold="}, {"--checks="}),
    ("corolint link --dep", set(), {"--depfile="}),
    ("corolint summarize --dep", {"--depfile="}, set()),
]
shells = [shell for shell in ("bash", "zsh", "fish") if shutil.which(shell)]
failures = []
for shell in shells:
    for line, wanted, unwanted in CASES:
        found = completions(shell, line)
        if wanted - found or unwanted & found:
            failures.append(f"{shell}: {line!r}: {sorted(found)}, not {sorted(wanted)}")
print("\n".join(failures))
sys.exit(bool(failures))
