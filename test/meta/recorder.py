# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %repo %build
"""The recorder stands in front of the C library's functions that the model says may block, of all of them but those that are
left out here with the reason, and exports nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import yaml

repo, build = Path(sys.argv[1]), Path(sys.argv[2])

LEFT_OUT = {
    "they call back into the program, and what that does there is seen by itself":
        "pthread_once call_once scandir scandir64 scandirat scandirat64 ftw ftw64 nftw nftw64 glob glob64",
    "it returns twice": "vfork",
    "where they look for a library depends on their caller": "dlopen dlmopen",
    "they are called for each character, and would cost more than they do":
        "getchar getchar_unlocked getwchar getwchar_unlocked fgetc getc fgetc_unlocked getc_unlocked fgetwc getwc fgetwc_unlocked "
        "getwc_unlocked getw fputc fputc_unlocked putc putc_unlocked fputwc fputwc_unlocked putwc putwc_unlocked putw",
    "arguments of any number can't be passed on, and these are rare":
        "scanf vscanf wscanf vwscanf fscanf vfscanf fwscanf vfwscanf fwprintf vfwprintf",
    "glibc's headers make other names of them, or they are inline functions":
        "res_init res_ninit io_uring_wait_cqe_nr io_uring_wait_cqes_min_timeout io_uring_submit_and_wait_min_timeout "
        "io_uring_submit_and_wait_reg",
}
OF_THEIR_OWN = {"futex", "syscall", "loop_wait"}  # What is called through syscall(), and what a program says of itself.
SIGNALS = {"sigaction", "signal", "sigprocmask", "pthread_sigmask"}
DESCRIPTORS = {"close", "dup2", "dup3", "ioctl"}
ENDINGS = {"_exit", "_Exit"}
SAID = {"corolint_profile_hook"}
VARIADIC = {"__fprintf_chk", "__dprintf_chk"}

in_model = set()
for file in ("posix", "c", "liburing"):
    for entry in yaml.safe_load((repo / f"lib/Model/data/{file}.yaml").read_text())["functions"]:
        in_model |= set(entry["names"])
text = re.sub(r"//.*|#.*", "", (repo / "tools/recorder/Calls.def").read_text())
table = re.findall(r"\b(CALL|LOCK|QUEUE|POLL|SOCKET|NAMED)\((\w+)", text)
aliases = re.findall(r"\b(?:QUEUE_|POLL_|SOCKET_)?ALIAS\((\w+), (\w+)\)", text)
calls = [name for _, name in table]
left_out = [name for names in LEFT_OUT.values() for name in names.split()]

failures = [f"Calls.def has {name} twice" for name in sorted({n for n in calls if calls.count(n) > 1})]
failures += [f"Calls.def lacks {name}" for name in sorted(in_model - set(calls) - set(left_out))]
failures += [f"Calls.def has {name}, which isn't in the model" for name in sorted(set(calls) - in_model - OF_THEIR_OWN)]
failures += [f"{name} is left out, and isn't" for name in sorted(set(left_out) & set(calls))]
failures += [f"{name} is left out, and isn't in the model" for name in sorted(set(left_out) - in_model)]
failures += [f"the alias {name} is of {of}, which isn't in Calls.def" for name, of in aliases if of not in calls]

library = build / "lib/corolint-recorder.so"
symbols = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
exported = {line.split()[-1] for line in symbols.splitlines()}
wanted = ({name for name in calls} - {"futex", "io_uring_wait_cqe", "loop_wait"} | {name for name, _ in aliases} | SIGNALS | DESCRIPTORS
          | ENDINGS | SAID | VARIADIC)
failures += [f"{library.name} doesn't export {name}" for name in sorted(wanted - exported)]
failures += [f"{library.name} exports {name}" for name in sorted(exported - wanted)]
needed = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=True).stdout
failures += [f"{library.name} needs {name}" for name in re.findall(r"NEEDED.*\[(.*)\]", needed)
             if not re.match(r"libc\.so|ld-linux", name)]

print("\n".join(failures))
sys.exit(bool(failures))
