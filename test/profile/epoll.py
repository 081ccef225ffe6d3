# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: rm -rf %t
# RUN: %python %s %corolint %clang %t
"""The stalls of a bare epoll loop: each is recorded with its call, its length and its stack, and nothing else is."""

import sys
from pathlib import Path

from stalls import Run, build, require

corolint, clang, temp = sys.argv[1], sys.argv[2], Path(sys.argv[3])
program = build(clang, temp, "epoll.cpp", "-O1", "-fno-optimize-sibling-calls")
plugin = build(clang, temp, "plugin.cpp", "-shared", "-fPIC", name="plugin.so")


def run(*steps, **options):
    return Run(corolint, temp, program, *steps, **options)


# Where it waits.
stall, cause = run("sleep").one("usleep", "planted_sleep", 200)
require(cause["kind"] == "sleep" and stall["waited_ns"] >= 198e6 and not stall["unfinished"], f"{stall}")
frame = run("sleep").frames(cause)[0]
require(frame["function"] == "planted_sleep" and frame["file"].endswith("Inputs/epoll.cpp") and frame["line"] == 30, f"{frame}")
run("lock").one("pthread_mutex_lock", "planted_lock", 50)
run("future").one("futex", "planted_future", 150)
run("condition").one("pthread_cond_wait", "planted_condition", 150)
run("read").one("read", "planted_read", 150)
run("poll").one("poll", "planted_poll", 150)
# A socket that didn't block for long isn't taken for the one that has its number now, or for what it is now.
for how in ("fcntl", "ioctl", "close", "dup2", "dup3"):
    socket = run(f"socket={how}")
    socket.one("recv", "planted_socket", 150)
    require(any(call["call"] == "recv" for call in socket.profile["calls"]), f"calls that passed are reached: {socket.profile['calls']}")
run("errno").one("usleep", "step", 200)
many = run("many")
require(len(many.stalls) == 1 and len(many.causes("usleep")) == 20, f"{many}")

# Where it computes.
stall, cause = run("computing").one(None, "planted_computing", 500)
require(cause["kind"] == "cpu" and stall["waited_ns"] < 100e6, f"{stall}")

# A library that comes and goes has names all the same.
run(f"plugin={plugin}").one("usleep", "inside_plugin", 200)

# Other threads may block, and so may a loop that has nothing to do.
require(not run("nothing", "worker", flags=("--threshold=50ms", "--threads=other*")).stalls, "a thread that isn't asked for")
require(not run("nothing").stalls, "no turn is long")

# Several turns, in their order.
several = run("sleep", "nothing", "read", "sleep")
require([c["call"] for s in several.stalls for c in s["causes"]][:3:1].count("read") <= 1 and len(several.stalls) == 3, f"{several}")
require([s["at_ns"] for s in several.stalls] == sorted(s["at_ns"] for s in several.stalls), f"{several}")
require(several.profile["threads"][0]["turns"] == 4, f"{several}")

# What the program sees of signals is its own.
run("signals", "untouched", flags=("--threshold=1ms",))

# Processes and threads that come and go.
forked = run("fork")
require(len(forked.profile["processes"]) == 2 and forked.causes("usleep") and forked.causes("waitpid"), f"{forked}")
in_handler = run("fork-in-handler")
require(len(in_handler.profile["processes"]) == 2 and len(in_handler.causes("usleep")) == 2, f"{in_handler}")
executed = run("nothing", "exec")
require(len(executed.causes("usleep")) == 1 and len(executed.profile["processes"]) == 2, f"{executed}")
require(run("background").causes("usleep"), "a server that puts itself into the background")
# The signal that samples may come when the program has just been replaced.
for _ in range(3):
    run("computing", "exec", flags=("--threshold=1ms",))
threads = run("threads")
passing = [t for t in threads.profile["threads"] if t["name"] == "passing"]
require(len(passing) == 100 and not threads.profile["notes"], f"{threads}")
stalled = [s for s, c in threads.causes("usleep") if threads.profile["threads"][s["thread"]]["name"] == "passing"]
require(len(stalled) == 1, f"{threads}")

# However it ends, what was recorded is kept.
killed = run("sleep", "kill", status=128 + 9)
killed.one("usleep", "planted_sleep", 200)
require(killed.profile["processes"][0]["ended"] == "killed", f"{killed}")
run("sleep", "crash", status=128 + 6).one("usleep", "planted_sleep", 200)
waiting = run("kill-waiting", status=128 + 9)
stall, cause = waiting.one("sleep", "step", 200)
require(stall["unfinished"], f"{waiting}")
