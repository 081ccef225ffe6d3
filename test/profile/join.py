# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: boost-asio
# RUN: rm -rf %t
# RUN: %python %s %corolint %clang %inputs %t
"""`--profile`: findings are ranked by what they have cost, those that were reached without a stall come behind them, those that
weren't reached last. Stalls that no finding predicted are told with the reason and the model entry that makes them findings."""

import json
import subprocess
import sys
from pathlib import Path

from stalls import INPUTS, Run, build, require

corolint, clang, inputs, temp = sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])
helper = temp / "helper.o"
build(clang, temp, "helper.cpp", "-c", name="helper.o")
plugin = build(clang, temp, "plugin.cpp", "-shared", "-fPIC", name="plugin.so")
service = build(clang, temp, "service.cpp", "-O1", helper)
Run(corolint, temp, service, plugin)
subprocess.run([sys.executable, f"{inputs}/database.py", temp, INPUTS / "service.cpp", INPUTS / "helper.cpp"], check=True)


def lint(*flags, status=1):
    done = subprocess.run([corolint, "--profile=stalls.json", "--quiet", *flags], cwd=temp, capture_output=True, text=True)
    require(done.returncode == status, f"status {done.returncode}: {done.stderr}")
    return done.stdout


def planted(what):
    lines = (INPUTS / "service.cpp").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if f"// planted: {what}" in line)


report = json.loads(lint("--format=json"))
findings = {f["line"]: f for f in report["findings"]}
once, thrice, quick, never = (planted(what) for what in ("one stall", "three stalls", "reached without a stall", "not reached"))
require(list(findings)[:4] == [once, thrice, quick, never], f"the order: {list(findings)}")
require(findings[never]["measured"] is None, f"{findings[never]}")
require(set(findings[quick]["measured"].values()) == {0}, f"{findings[quick]}")
time = findings[thrice]["measured"]
require(time["stalls"] == 3 and 290e6 <= time["total_ns"], f"{time}")
require(99e6 <= time["median_ns"] <= time["p99_ns"] <= time["longest_ns"] <= time["total_ns"], f"{time}")
require(findings[once]["measured"]["stalls"] == 1 and findings[once]["measured"]["total_ns"] >= 990e6, f"{findings[once]}")

profile = report["profile"]
require(profile["stalls"] == 6 and profile["threshold_ns"] == 50e6 and not profile["notes"], f"{profile}")
require([(u["call"], u["kind"]) for u in profile["unpredicted"]] == [("usleep", "sleep")] * 2, f"{profile}")
unknown, silenced = sorted(profile["unpredicted"], key=lambda u: not u["model"])
require([f["function"] for f in unknown["stack"]][:3] == ["inside_plugin", "plugin_work", "by_plugin"], f"{unknown}")
require([f["coroutine"] for f in unknown["stack"]][:3] == [False, False, True], f"{unknown}")
require(unknown["stack"][2]["line"] == planted("nobody can know"), f"{unknown}")
require("nothing is known of 'plugin_work'" in unknown["why"], f"{unknown}")
require("a comment in the source" in silenced["why"] and not silenced["model"], f"{silenced}")

log = json.loads(lint("--format=sarif"))["runs"][0]
ranks = {r["locations"][0]["physicalLocation"]["region"]["startLine"]: r["rank"] for r in log["results"] if "rank" in r}
require(ranks[once] == 100 and 0 < ranks[thrice] < 100 and ranks[never] == 0, f"{ranks}")

text = lint()
require("measured: 3 stalls, " in text and "measured: not seen to be reached in this run" in text, text)
require("measured: reached, without a stall" in text and " confirm 2 of 5 findings" in text, text)
require("    plugin_work at " in text and "    by_plugin (coroutine) at " in text, text)
require("6 stalls of 50.0 ms and more" in text and "2 places have no finding." in text, text)

# The model entry is one, as it is.
(temp / ".corolint.yaml").write_text(unknown["model"])
known = json.loads(lint("--format=json", "--no-cache"))["profile"]["unpredicted"]
require(any("'plugin_work' is in the model" in u["why"] for u in known) and not any(u["model"] for u in known), f"{known}")
(temp / ".corolint.yaml").unlink()

# A baseline takes findings away, not what was measured of them.
lint("--baseline=baseline.json", "--write-baseline", status=0)
why = [u["why"] for u in json.loads(lint("--baseline=baseline.json", "--format=json", status=0))["profile"]["unpredicted"]]
require(why.count("the baseline has it") == 2, f"{why}")

# What is no profile.
for text, message in [("{", "not JSON"), ("{}", "no profile"), ('{"version": 2}', "another version"), (None, "No such file")]:
    (temp / "stalls.json").unlink(missing_ok=True)
    if text is not None:
        (temp / "stalls.json").write_text(text)
    done = subprocess.run([corolint, "--profile=stalls.json"], cwd=temp, capture_output=True, text=True)
    require(done.returncode == 2 and message in done.stderr and done.stderr.count("\n") == 1, f"{text}: {done}")
