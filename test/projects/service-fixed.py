# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: boost-asio, sqlite
# RUN: rm -rf %t
# RUN: %python %s %repo %corolint %clang %t
"""The sample service under load. Its loop stalls in the planted problems, as a profile shows, each with its finding, and in a
plugin, which nobody can see into. Fixed with --fix-notes it passes its own test, is clean, and stalls in the plugin only."""

import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from load import Site
from sample import configure, differences, lint, planted, run

ROUNDS = 3

repo, corolint, clang, temp = (Path(a) for a in sys.argv[1:])
service, build = temp / "service", temp / "build"
shutil.copytree(repo / "test/projects/service", service)
configure(repo, service, build, clang, "-DCMAKE_CXX_FLAGS=-g")


def profile(name):
    """The profile of the service as it is now."""
    folder, stalls = temp / name, temp / f"{name}.json"
    folder.mkdir()
    run("cmake", "--build", build, "-j2")
    Site(clang, folder, with_plugin=True).serve(corolint, "profile", "--threshold=20ms", "-o", stalls, "--", build / "service",
                                                rounds=ROUNDS)
    return stalls


def calls(stalls):
    """What waits in the stalls."""
    return {cause["call"] for stall in json.loads(stalls.read_text())["stalls"] for cause in stall["causes"]} - {""}


def findings(stalls, *flags):
    report = run(corolint, "--format=json", "-p", build, "--profile", stalls, *flags, statuses=(1,), cwd=service).stdout
    return json.loads(report)["findings"], json.loads(report)["profile"]["unpredicted"]


before = profile("before")
found, unpredicted = findings(before)
blocking = [f for f in found if f["check"] in ("coro-blocking-call", "coro-sync-wait")]
marks = {(path.name, number): line.rpartition("// planted: ")[2] for path in service.glob("*.cpp")
         for number, line in enumerate(path.read_text().splitlines(), 1) if "// planted: " in line}
failures = differences("corolint", {(f["file"], f["line"]) for f in found}, planted(service))
order = [marks[f["file"], f["line"]] for f in blocking]
stalled = {marks[f["file"], f["line"]]: f["measured"] for f in blocking if f["measured"] and f["measured"]["stalls"]}
failures += differences("profile", set(stalled), set(order))

# The longer it takes, the further up: by what the load makes of them, each is twice as long as the next one.
times = [f["measured"]["total_ns"] for f in blocking if f["measured"]]
wanted = ["resolve", "helper", "open", "sleep"]
if times != sorted(times, reverse=True) or [mark for mark in order if mark in wanted] != wanted:
    failures.append(f"the order: {order} {times}")
least = {"resolve": 700, "helper": 350, "open": 150, "getline": 400, "sleep": 32}
failures += [f"{mark}: {stalled[mark]}" for mark, time in least.items() if mark in stalled and
             (stalled[mark]["stalls"] < ROUNDS or stalled[mark]["total_ns"] < ROUNDS * time * 0.99e6)]

# What nobody can see into, and the line that it takes.
plugin = [u for u in unpredicted if u["call"] == "usleep"]
if [(u["measured"]["stalls"], u["why"]) for u in plugin] != [(ROUNDS, "nothing is known of 'kv::Plugin::answer'")]:
    failures.append(f"the plugin: {unpredicted}")
else:
    (service / ".corolint.yaml").write_text(plugin[0]["model"])
    known, _ = findings(before, "commands.cpp")
    if [f["measured"]["stalls"] for f in known if f.get("api") == "kv::Plugin::answer" and f["measured"]] != [ROUNDS]:
        failures.append(f"with the plugin in the model: {known}")
    (service / ".corolint.yaml").unlink()

lint(corolint, build, service, "--fix-notes", statuses=(1,))
after = profile("after")
run("ctest", "--test-dir", build, "--timeout", "60")
failures += differences("after --fix-notes", lint(corolint, build, service, statuses=(0, 1)), set())
# A slow computer makes other turns long: by calls that no finding tells of, and that aren't the plugin's.
by_chance = {u["call"] for u in unpredicted} - {"usleep"}
if (left := calls(after) & calls(before) - by_chance) != {"usleep"}:
    failures.append(f"the fixed service stalls in {left}, not in 'usleep' of the plugin")

print("\n".join(failures))
sys.exit(bool(failures))
