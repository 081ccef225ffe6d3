# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""service.py COROLINT CLANG: the sample service (test/projects/service) as it is, and fixed with --fix-notes, under the same load on
a computer whose disk and name server are slow: the longest stall of its event loop, as `corolint profile` sees it, and the longest
that a client has waited for a key."""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "test/projects"))
from load import Site
from sample import configure, run


def measure(options, build, folder):
    """(milliseconds of the longest stall, those of the longest wait, what the stall was for) of the service as it is now."""
    run("cmake", "--build", build, "-j2")
    folder.mkdir()
    stalls = folder / "stalls.json"
    waited = Site(options.clang, folder, with_plugin=False).serve(
        options.corolint, "profile", "--threshold=500us", "-o", stalls, "--", build / "service", rounds=options.rounds)
    longest = max(json.loads(stalls.read_text())["stalls"], key=lambda stall: stall["duration_ns"],
                  default={"duration_ns": 0, "causes": []})
    cause = max(longest["causes"], key=lambda cause: cause["duration_ns"], default={"call": "nothing"})
    return longest["duration_ns"] / 1e6, waited * 1e3, cause["call"] or "computing"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corolint", type=Path)
    parser.add_argument("clang")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    options.corolint = options.corolint.resolve()
    with tempfile.TemporaryDirectory() as folder:
        service, build = Path(folder, "service"), Path(folder, "build")
        shutil.copytree(REPO / "test/projects/service", service)
        configure(REPO, service, build, options.clang, "-DCMAKE_BUILD_TYPE=RelWithDebInfo")
        before = measure(options, build, Path(folder, "before"))
        run(options.corolint, "--quiet", "--fix-notes", "-p", build, statuses=(1,), cwd=service)
        after = measure(options, build, Path(folder, "after"))
    print(f"{'':34}{'as it is':>11}{'fixed':>11}")
    for index, name in enumerate(("longest stall of the loop", "longest wait for a key")):
        print(f"service: {name:25}{before[index]:8.1f} ms{after[index]:8.1f} ms")
    print(f"service: {'what the stall was for':25}{before[2]:>11}{after[2]:>11}")


main()
