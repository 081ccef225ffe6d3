# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: dpkg
# RUN: rm -rf %t
# RUN: %python %s %build %repo %clang_tidy %t
"""The Debian package: what is in it, what it depends on, and that it works where it is unpacked.

Nothing is installed on this machine. dpkg unpacks the package into a root of its own and keeps a database there, which begins as
one that has what this machine has installed; so dpkg itself checks the dependencies, and refuses the package if one is missing. The
programs are then run from that root, with this machine's libraries: that they aren't taken from the build is
checked, and that each shared library comes from a package that the dependencies name."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

build, repo, clang_tidy, temp = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])


def run(*command, status=0, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **more)
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


# --- make it, as a user would
temp.mkdir(parents=True)
run("cpack", "-B", temp / "cpack", cwd=build)
package, = (temp / "cpack").glob("*.deb")
version = re.search(r"project\(corolint VERSION ([\d.]+)", (repo / "CMakeLists.txt").read_text())[1]
architecture = run("dpkg", "--print-architecture").strip()
assert package.name == f"corolint_{version}_{architecture}.deb", package.name

# --- what it says of itself
fields = dict(re.findall(r"^ ?([\w-]+): (.*(?:\n .*)*)", run("dpkg-deb", "--field", package), re.M))
assert (fields["Package"], fields["Section"], fields["Version"]) == ("corolint", "devel", version), fields
assert "clang-tidy-19" in fields["Recommends"] and fields["Description"].startswith("linter for C++20 coroutines\n"), fields
depends = {re.split(r"[ (:]", entry.strip())[0] for entry in fields["Depends"].split(",")}
assert {"libc6", "libclang-common-19-dev"} <= depends, depends

# --- what is in it
contents = {line.split(None, 5)[5].removeprefix("./").split(" -> ")[0]: line.split(None, 2)[:2]
            for line in run("dpkg-deb", "--contents", package).splitlines()}
expected = ["usr/bin/corolint", "usr/lib/corolint/corolint-tidy.so", "usr/include/corolint/offload.hpp",
            "usr/include/corolint/adapters/asio.hpp", "usr/lib/cmake/corolint/corolintConfig.cmake", "usr/share/man/man1/corolint.1",
            "usr/share/bash-completion/completions/corolint", "usr/share/zsh/vendor-completions/_corolint",
            "usr/share/fish/vendor_completions.d/corolint.fish", "usr/share/doc/corolint/LICENSE",
            "usr/share/doc/corolint/checks/blocking-call.md", "usr/share/corolint/ci/action.yml"]
if (build / "bin/corolint-clangd").exists():
    expected.append("usr/bin/corolint-clangd")
for path in expected:
    assert path in contents, f"the package lacks {path}"
for path, (mode, owner) in contents.items():
    assert path in ("", "usr/") or path.startswith("usr/"), path
    writable = mode[0] != "l" and (mode[5], mode[8]) != ("-", "-")
    assert owner == "root/root" and not writable, f"{path}: {mode} {owner}"

# --- dpkg takes it: all that it depends on is installed here
root = temp / "root"
(root / "var/lib").mkdir(parents=True)
shutil.copytree("/var/lib/dpkg", root / "var/lib/dpkg", ignore=shutil.ignore_patterns("lock*", "info", "triggers"))
for folder in ("info", "triggers"):
    (root / "var/lib/dpkg" / folder).mkdir()
own = ["--force-not-root", "--force-script-chrootless", "--force-bad-path", f"--root={root}", "--log=/dev/null"]
run("dpkg", *own, "--install", package)
assert run("dpkg-query", f"--admindir={root / 'var/lib/dpkg'}", "-W", "-f=${Status}", "corolint") == "install ok installed"
# It doesn't take everything: without one of them it refuses.
bare = temp / "bare"
(bare / "var/lib/dpkg/info").mkdir(parents=True)
(bare / "var/lib/dpkg/updates").mkdir()
(bare / "var/lib/dpkg/status").write_text("")
own[-2] = f"--root={bare}"
refused = subprocess.run(["dpkg", *own, "--install", package], capture_output=True, text=True)
assert refused.returncode and "dependency problems" in refused.stderr + refused.stdout, refused

# --- its libraries are those of the packages that it names, and of what these need
programs = [root / path for path in expected if path.startswith("usr/bin/")]
for program in programs:
    for library in re.findall(r"=> (/\S+)", run("ldd", program)):
        assert not Path(library).is_relative_to(build), library
    needed = re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", program))
    found = dict(re.findall(r"(\S+) => (/\S+)", run("ldd", program)))
    for name in needed:
        if name not in found:
            continue  # The loader itself.
        owners = set()
        for path in {found[name], str(Path(found[name]).resolve()), found[name].replace("/lib/", "/usr/lib/", 1)}:
            owner = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True).stdout
            owners |= {line.split(":")[0] for line in owner.splitlines()}
        assert owners & depends, f"{program.name} needs {name} of {owners}, and depends on {sorted(depends)}"

# --- it works from there
(temp / "work").mkdir()
(temp / "work/a.cpp").write_text("""#include <corolint/annotations.hpp>
#include <boost/asio.hpp>
#include <unistd.h>
boost::asio::awaitable<void> nap() {
  sleep(1);
  co_return;
}
""")
flags = ["--", "-std=c++20", "-I", root / "usr/include"]
warning = "a.cpp:5:3: warning: 'sleep' blocks the thread that runs coroutine 'nap' (sleep) [coro-blocking-call]"
plain = {**os.environ, "PATH": f"{root / 'usr/bin'}:/usr/bin:/bin"}
assert warning in run("corolint", "a.cpp", *flags, status=1, cwd=temp / "work", env=plain)
assert warning in run(clang_tidy, "-load", root / "usr/lib/corolint/corolint-tidy.so", "--checks=-*,coro-*", "a.cpp", *flags,
                      cwd=temp / "work")
if root / "usr/bin/corolint-clangd" in programs:
    assert "clangd version 19.1" in run(root / "usr/bin/corolint-clangd", "--version")
assert "corolint" in run("man", "-l", root / "usr/share/man/man1/corolint.1", env={**plain, "MANPAGER": "cat"})
script = f"source {root / 'usr/share/bash-completion/completions/corolint'}; complete -p corolint"
assert run("bash", "--norc", "-c", script) == "complete -F _corolint corolint\n"
