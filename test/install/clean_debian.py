# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: root, debootstrap
# RUN: rm -rf %t && mkdir -p %t
# RUN: %python %s %build %t
"""The Debian package in a Debian 12 that has nothing but its base system and a compiler: apt installs it with what it
depends on, and the command, the plugin and clangd work there."""

import subprocess
import sys
from pathlib import Path

build, temp = Path(sys.argv[1]), Path(sys.argv[2])
root = temp / "debian"
MIRROR = "http://deb.debian.org/debian"
SOURCES = f"deb {MIRROR} bookworm main\ndeb {MIRROR} bookworm-updates main\ndeb {MIRROR}-security bookworm-security main\n"
CODE = """#include <coroutine>
#include <unistd.h>
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
task nap() {
  sleep(1);
  co_return;
}
"""


def run(*command, status=0):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def inside(line, status=0):
    return run("chroot", root, "sh", "-c", line, status=status)


def install(packages):
    inside(f"DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends -o Acquire::Retries=3 {packages}")


run("cpack", "-B", temp / "cpack", "--config", build / "CPackConfig.cmake")
package, = (temp / "cpack").glob("*.deb")
run("debootstrap", "--variant=minbase", "bookworm", root, MIRROR)
try:
    (root / "etc/apt/sources.list").write_text(SOURCES)
    (root / "tmp" / package.name).write_bytes(package.read_bytes())
    (root / "tmp/a.cpp").write_text(CODE)
    inside("apt-get update -q -o Acquire::Retries=3")
    install(f"/tmp/{package.name} g++")
    found = inside("cd /tmp && corolint a.cpp -- -std=c++20", status=1)
    assert "a.cpp:13:3: warning: 'sleep' blocks the thread that runs coroutine 'nap' (sleep) [coro-blocking-call]" in found, found
    assert "clangd version 19.1" in inside("corolint-clangd --version")
    # clang-tidy is recommended only.
    install("clang-tidy-19")
    found = inside("cd /tmp && clang-tidy-19 -load=/usr/lib/corolint/corolint-tidy.so '--checks=-*,coro-*' a.cpp -- -std=c++20")
    assert "a.cpp:13:3: warning: 'sleep' blocks" in found, found
finally:
    # Some 1.5 GB that nobody looks at again.
    subprocess.run(["rm", "-rf", "--one-file-system", str(root)])
