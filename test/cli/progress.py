# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# On a terminal the command says which file it is at, and takes the line back; with --quiet it doesn't.
# RUN: rm -rf %t && mkdir %t && cp %inputs/task.hpp %t && echo '#include "task.hpp"' > %t/a.cpp && cp %t/a.cpp %t/b.cpp
# RUN: cp %t/a.cpp %t/c.cpp && cp %t/a.cpp %t/d.cpp && cp %t/a.cpp %t/e.cpp && cp %t/a.cpp %t/f.cpp && cp %t/a.cpp %t/g.cpp
# RUN: %database %t g.cpp b.cpp d.cpp a.cpp f.cpp c.cpp e.cpp && cd %t && %python %s %corolint %t
import os
import pty
import re
import sys


def errors_on_a_terminal(command):
    """What `command` writes to standard error when that is a terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], command)
    written = b""
    try:
        while chunk := os.read(terminal, 4096):
            written += chunk
    except OSError:  # the terminal is gone with its last writer
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == 0, f"exit status {status}: {written}"
    return written.decode()


corolint, folder = sys.argv[1:]
files = [f"{folder}/a.cpp", f"{folder}/b.cpp"]
shown = errors_on_a_terminal([corolint, "-j", "1", *files, "--", "-std=c++20"])
assert "[1/2] a.cpp" in shown and "[2/2] b.cpp" in shown, repr(shown)
assert shown.endswith("\r\x1b[K"), repr(shown)
every = errors_on_a_terminal([corolint, "-j", "1", "--no-cache"])
assert re.findall(r"(\w)\.cpp", every) == [*"abcdefg"], repr(every)
quiet = errors_on_a_terminal([corolint, "--quiet", *files, "--", "-std=c++20"])
assert quiet == "", repr(quiet)
