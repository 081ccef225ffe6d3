# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""GCC's own coroutine tests: nothing in them crashes corolint or hangs it, and what compiles has no failed await.

They come from Debian's gcc-12-source, a tarball that is read here and of which nothing is kept.
"""
# RUN: %python %s %corolint %clang %t

import glob
import json
import shutil
import subprocess
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHECK = "coro-non-awaitable"
FOLDER = "/gcc/testsuite/g++.dg/coroutines/"
FLAGS = ["-std=c++20", "-w", "-fexceptions"]


def extract(tarball, folder):
    """The files of FOLDER, which lie together in the tarball: what comes after them isn't unpacked."""
    found = False
    with tarfile.open(tarball, "r|xz") as archive:
        for member in archive:
            if FOLDER in member.name:
                found = True
                path = folder / member.name.split(FOLDER)[1]
                if member.isfile():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.extractfile(member).read())
            elif found:
                return


def compiles(clang, file):
    return subprocess.run([clang, "-fsyntax-only", *FLAGS, file], capture_output=True).returncode == 0


def main():
    corolint, clang, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    tarballs = glob.glob("/usr/src/gcc-12/gcc-*.tar.xz")
    if not tarballs:
        print("skipped: gcc-12-source is not installed")
        return 0
    shutil.rmtree(folder, ignore_errors=True)
    extract(tarballs[0], folder)
    files = [str(f) for f in sorted(folder.rglob("*.C"))]
    assert len(files) > 200, f"only {len(files)} tests in {tarballs[0]}"
    (folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(folder), "file": f, "arguments": ["clang++", "-x", "c++", *FLAGS, "-c", f]} for f in files]))

    run = subprocess.run([corolint, "-p", folder, "--quiet", "--format=json", f"--checks=-*,{CHECK}", *files],
                         capture_output=True, text=True, timeout=600, cwd=folder)
    report = json.loads(run.stdout)
    failures = [f"{e['file']}: {e['message']}" for e in report["errors"]
                if "crashed" in e["message"] or "timed out" in e["message"]]
    suspects = {f["file"]: f for f in report["findings"]}
    with ThreadPoolExecutor() as pool:
        verdicts = dict(zip(suspects, pool.map(lambda f: compiles(clang, folder / f), suspects)))
    failures += [f"{file}:{f['line']} compiles, yet: {f['message']}" for file, f in suspects.items() if verdicts[file]]
    assert report["summary"]["translation_units"] == len(files), report["summary"]
    assert suspects, "no test that awaits what can't be awaited"
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
