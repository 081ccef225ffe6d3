# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Changes a copy of Inputs/project, and its cache, between runs.

    // RUN: %cache_test PART

PART is a function of this file that is listed at its end. After every change a
run that has the cache must report what one without it reports, with the same
exit status. Where only the cache changes, the report must stay what it was.

Of the project a part is enough: what follows is short of no way in which a
finding depends on other files.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from project_test import CACHE, FINDINGS_REPORTED, Project, Run, argument_parser, differences

SOURCES = ["app/daily.cpp", "app/devices.cpp", "app/startup.cpp", "app/weekly.cpp", "db/profile.cpp",
           "devices/all.cpp", "devices/marked.cpp", "net/client.cpp", "net/synchronise.cpp", "net/timeout.cpp",
           "rt/tasks.cpp", "sensors/sensors.cpp", "util/io.cpp", "util/ring.cpp", "vendor/modem.c"]
NO_PAUSE = "namespace config {\ninline void pause() {}\n}\n"
ONLY_SLEEPS = "CheckOptions:\n  coro-blocking-call.Kinds: sleep\n"
KILLS = 20


class CacheTest:
    """A project, and complaints of its runs."""

    def __init__(self, args):
        self.temp = Path(args.temp).resolve() / args.part
        self.project = Project(args.corolint, args.inputs, self.temp / "project", SOURCES)
        self.cache = self.project.folder / CACHE
        self.complaints = []
        self.references = {}
        self.clear()

    def clear(self):
        remove(self.cache)

    def expect(self, condition, complaint):
        if not condition:
            self.complaints.append(complaint)

    def compare(self, what, run, reference):
        self.expect(run.status == reference.status, f"{what}: exit status {run.status}, expected {reference.status}")
        self.complaints += differences(what, run.report(), reference.report())

    def state(self):
        """All that is in the project's files, but not their times."""
        paths = sorted(path for path in self.project.folder.rglob("*")
                       if path.is_file() and self.cache not in path.parents)
        return tuple((str(path), path.read_bytes()) for path in paths)

    def reference(self, *flags, folder=None):
        """The run without a cache; once for each state."""
        key = hash((self.state(), flags, folder))
        if key not in self.references:
            self.references[key] = self.project.lint("--no-cache", *flags, folder=folder)
        return self.references[key]

    def lint(self, *flags, folder=None):
        return self.project.lint("--cache-stats", *flags, folder=folder)

    def agree(self, what, *flags, folder=None):
        """The run with the cache, compared with one without."""
        run = self.lint(*flags, folder=folder)
        self.compare(what, run, self.reference(*flags, folder=folder))
        return run

    def fill(self):
        """A reference, with a cache that says the same."""
        run = self.agree("first run")
        self.expect(run.status == FINDINGS_REPORTED, f"first run: exit status {run.status}")
        self.expect_analysed("unchanged", self.lint(), 0)
        return self.reference()

    def expect_analysed(self, what, run, number):
        analysed, cached = run.statistics()
        self.expect(analysed == number, f"{what}: {analysed} files analysed, expected {number}")
        self.expect(analysed + cached == len(self.project.sources),
                    f"{what}: {analysed} files analysed and {cached} from the cache")

    def silences(self, what, change, finding, analysed=None):
        """While the change lasts, the finding is gone; then it is back."""
        self.expect_finding(f"before {what}", self.lint(), finding, True)
        with change:
            run = self.agree(what)
            self.expect_finding(what, run, finding, False)
            if analysed is not None:
                self.expect_analysed(what, run, analysed)
            self.expect_analysed(f"{what}, again", self.lint(), 0)
        self.expect_finding(f"{what}, undone", self.agree(f"{what}, undone"), finding, True)

    def expect_finding(self, what, run, finding, wanted):
        file, text = finding
        there = any(f["file"] == file and text in f["message"] for f in run.report()["findings"])
        self.expect(there == wanted, f"{what}: {'no' if wanted else 'still a'} finding in {file}: {text}")

    # --- changes, which last as long as their context

    @contextmanager
    def edited(self, name, old, new):
        path = self.project.folder / name
        text = path.read_text()
        assert text.count(old) == 1, f"{name} has {text.count(old)} times: {old}"
        path.write_text(text.replace(old, new))
        yield
        path.write_text(text)

    @contextmanager
    def added(self, name, text):
        path = self.project.folder / name
        assert not path.exists(), path
        made = [folder for folder in path.parents if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        yield
        path.unlink()
        for folder in made:
            folder.rmdir()

    @contextmanager
    def removed(self, name):
        path = self.project.folder / name
        text = path.read_text()
        path.unlink()
        yield
        path.write_text(text)

    @contextmanager
    def without_source(self, name):
        sources = self.project.sources
        self.project.sources = [source for source in sources if source != name]
        self.project.write_database()
        yield
        self.project.sources = sources
        self.project.write_database()

    @contextmanager
    def flagged(self, name, flag):
        self.project.extra_flags[name] = [flag]
        self.project.write_database()
        yield
        del self.project.extra_flags[name]
        self.project.write_database()


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


# --- what is looked at changes

def sources(test):
    test.fill()
    test.silences("a helper that blocks no more",
                  test.edited("db/profile.cpp", 'util::read_file("profile")', "4"),
                  ("app/reports.hpp", "'db::load_profile'"), analysed=1)
    test.silences("a helper of a helper's that blocks no more",
                  test.edited("util/io.cpp", "{ sleep(seconds); }", "{ (void)seconds; }"),
                  ("app/startup.cpp", "'util::settle'"), analysed=1)
    test.silences("a mark on a definition that is gone",
                  test.edited("devices/marked.cpp", '[[clang::annotate("corolint::blocking")]] ', ""),
                  ("app/devices.cpp", "'devices::calibrate'"), analysed=1)
    test.silences("NOLINT in front of a call",
                  test.edited("app/startup.cpp", "  util::settle(2);", "  // NOLINTNEXTLINE\n  util::settle(2);"),
                  ("app/startup.cpp", "'util::settle'"), analysed=1)
    # The finding stays and moves: chains of untouched files name the new line.
    with test.edited("util/io.cpp", "void settle", "\n\nvoid settle"):
        test.agree("a helper that moves")
    with test.edited("util/io.cpp", "namespace util {\n\nint", "namespace util {\n\nbroken int"):
        run = test.agree("a helper that does not compile")
        test.expect(run.status == 3, f"a helper that does not compile: exit status {run.status}")
        test.agree("a helper that does not compile, again")
    test.agree("a helper that compiles again")


def headers(test):
    test.fill()
    pause = ("app/weekly.cpp", "'config::pause'")
    test.silences("a header", test.edited("util/lines.hpp", 'return read_file("lines");', "return 1;"),
                  ("app/reports.hpp", "'util::first_line'"))
    test.silences("a header in front of another one in the order of -I",
                  test.added("overrides/config/pauses.hpp", NO_PAUSE), pause)
    test.silences("a header beside the file that includes it", test.added("app/config/pauses.hpp", NO_PAUSE), pause)
    test.silences("a header that __has_include asks for",
                  test.added("config/local.hpp", "#define CONFIG_NO_PAUSES\n"), pause)
    (test.project.folder / "overrides").mkdir()
    test.agree("an empty folder of headers")
    test.silences("a header in a folder that was empty",
                  test.added("overrides/config/pauses.hpp", NO_PAUSE), pause)


def configuration(test):
    test.fill()
    file = ("app/startup.cpp", "'net::refresh'")
    direct = ("app/devices.cpp", "'sensors::read_channel' blocks")
    test.silences("a model that says more",
                  test.edited(".corolint.yaml", "[sensors::warm_up]", "[sensors::warm_up, util::settle]"),
                  ("app/startup.cpp", "'util::settle'"))
    test.silences("a model that is gone", test.removed(".corolint.yaml"), direct)
    nearer = "model:\n  - library: nearer\n    nonblocking: [sensors::read_channel]\n"
    test.silences("a nearer model", test.added("app/.corolint.yaml", nearer), direct)
    test.silences("an option", test.added(".clang-tidy", ONLY_SLEEPS), file)
    test.silences("an option for one folder", test.added("app/.clang-tidy", ONLY_SLEEPS), file)
    test.silences("a check that is off", test.added(".clang-tidy", "Checks: '-coro-blocking-call'\n"), file)
    for flag in ("--config={CheckOptions: {coro-blocking-call.Kinds: sleep}}", "--checks=-coro-blocking-call",
                 "--header-filter=nothing", "--extra-arg=-DCONFIG_NO_PAUSES", "--warnings-as-errors=*"):
        test.agree(flag, flag)
        test.agree(f"without {flag}")


def database(test):
    test.fill()
    loads = ("app/reports.hpp", "'db::load_profile'")
    test.silences("a flag", test.flagged("app/weekly.cpp", "-DCONFIG_NO_PAUSES"),
                  ("app/weekly.cpp", "'config::pause'"))
    test.silences("a file that is gone from the database", test.without_source("db/profile.cpp"), loads)
    with test.removed("db/profile.cpp"):
        run = test.agree("a file that is gone")
        test.expect_finding("a file that is gone", run, loads, False)
    test.agree("a file that is back")
    with test.removed("db/profile.cpp"), test.without_source("db/profile.cpp"):
        test.agree("a file that is gone from both")
    # Some of the files: of the others the cache knows what it takes to find all that is in these.
    everything = test.agree("all files again").report()["findings"]
    for names in (["app/startup.cpp"], ["util/io.cpp", "app/startup.cpp"], ["app/daily.cpp", "app/weekly.cpp"]):
        some = test.lint(*names).report()["findings"]
        test.expect(all(f in everything for f in some), f"{names}: findings that the whole project hasn't")
        test.expect(all(f in some for f in everything if f["file"] in names), f"{names}: findings are missing")
    test.agree("all files after some")


def times(test):
    """The same size and a time that tells nothing."""
    settles = ("app/startup.cpp", "'util::settle'")
    now = int(time.time())

    def set_times(when):
        for path, _ in test.state():
            os.utime(path, (when, when))

    for before, after in ((now, now), (now, now - 1000), (now - 1000, now - 1000), (0, 0)):
        what = f"an edit of the same size, with times {before - now} and {after - now}"
        set_times(before)
        test.expect_finding(f"before {what}", test.agree(f"before {what}"), settles, True)
        with test.edited("util/io.cpp", "sleep(seconds)", "alarm(seconds)"):
            set_times(after)
            test.expect_finding(what, test.agree(what), settles, False)
        set_times(before)
    test.expect_finding("at last", test.agree("at last"), settles, True)


def places(test):
    """Another current folder, and a project that was moved together with its cache."""
    test.fill()
    test.agree("from a folder in the project", folder=test.project.folder / "app")
    test.agree("from a folder outside", folder=test.temp)
    moved = test.temp / "moved"
    test.project.folder.rename(moved)
    test.project.folder, test.cache = moved, moved / CACHE
    test.project.write_database()
    test.agree("moved")
    with test.edited("util/io.cpp", "sleep(seconds)", "alarm(seconds)"):
        test.agree("moved and edited")


# --- the cache changes

def middle_overwritten(data, other, dice):
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0xFF for byte in data[middle:middle + 16]) + data[middle + 16:]


def one_bit_changed(data, other, dice):
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1:]


DAMAGES = {
    "truncated to half": lambda data, other, dice: data[:len(data) // 2],
    "truncated by a byte": lambda data, other, dice: data[:-1],
    "overwritten in the middle": middle_overwritten,
    "changed by a bit": one_bit_changed,
    "that of another file": lambda data, other, dice: other,
    "empty": lambda data, other, dice: b"",
    "garbage": lambda data, other, dice: dice.randbytes(max(len(data), 64)),
}


def cache_files(test):
    return sorted(path for path in test.cache.rglob("*") if path.is_file())


def damage_file(path, damage, other, dice):
    if damage:
        path.write_bytes(damage(path.read_bytes(), other, dice))
    else:
        path.unlink()
        path.mkdir()


def damage(test):
    reference = test.fill()
    files = cache_files(test)
    test.expect(files, f"no files in {CACHE}")
    contents = {path: path.read_bytes() for path in files}
    dice = random.Random(1)

    def restore():
        test.clear()
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    for what, how in [*DAMAGES.items(), ("a folder", None)]:
        for chosen in [*([path] for path in files), files]:
            restore()
            for path in chosen:
                damage_file(path, how, contents[files[files.index(path) - 1]], dice)
            name = f"{chosen[0].name if len(chosen) == 1 else 'every file'} {what}"
            test.compare(name, test.lint(), reference)
            again = test.lint()
            test.compare(f"{name}, again", again, reference)
            if how:
                test.expect_analysed(f"{name}, again", again, 0)
    restore()
    test.expect_analysed("restored", test.lint(), 0)


def unwritable(test):
    reference = test.fill()
    if os.geteuid() != 0:
        with read_only(test.cache):
            test.compare("a cache that can only be read", test.lint(), reference)
            with test.edited("util/io.cpp", "sleep(seconds)", "alarm(seconds)"):
                test.agree("a cache that can only be read, after an edit")
    for folder in (test.cache, test.cache.parent):
        test.clear()
        remove(folder)
        folder.write_text("not a folder\n")
        test.compare(f"a file in the place of {folder.name}", test.lint(), reference)
        test.expect(folder.is_file(), f"the file in the place of {folder.name} is gone")
        remove(folder)
    test.agree("a cache that can be written again")


@contextmanager
def read_only(folder):
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in reversed(paths):
        path.chmod(modes[path] & ~0o222)
    yield
    for path in paths:
        path.chmod(modes[path])


# --- several runs

def start(test):
    return subprocess.Popen(test.project.command("-p", test.project.folder, "--format=json", "-j2"),
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            cwd=test.project.folder, start_new_session=True)


def run_together(test, what, reference, number=2):
    for index, process in enumerate([start(test) for _ in range(number)]):
        output, errors = process.communicate(timeout=600)
        test.compare(f"{what}, run {index + 1} of {number}", Run(process.returncode, output, errors), reference)


def together(test):
    reference = test.fill()
    for _ in range(3):
        test.clear()
        run_together(test, "an empty cache", reference)
        test.expect_analysed("after runs at the same time", test.lint(), 0)
    run_together(test, "a full cache", reference)
    with test.edited("util/io.hpp", "void settle(int seconds);", "void settle(int number);"):
        run_together(test, "a header that changed", test.reference())
    run_together(test, "a header that changed back", reference, number=4)


def kill_after(process, seconds):
    """Ends the run with everything that it has started, unless it has ended by itself."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def killed(test):
    reference = test.fill()
    test.clear()
    begin = time.monotonic()
    start(test).communicate()
    whole_run = time.monotonic() - begin
    dice = random.Random(1)
    for number in range(KILLS):
        for path in cache_files(test):
            if dice.random() < 0.5:
                path.unlink()
        seconds = dice.uniform(0, whole_run)
        kill_after(start(test), seconds)
        what = f"after kill {number + 1} at {seconds:.3f} s of {whole_run:.3f}"
        test.compare(what, test.lint(), reference)
        test.expect_analysed(what, test.lint(), 0)


PARTS = (sources, headers, configuration, database, times, places, damage, unwritable, together, killed)


def main():
    parts = {part.__name__: part for part in PARTS}
    parser = argument_parser()
    parser.add_argument("part", choices=parts)
    args = parser.parse_args()
    test = CacheTest(args)
    parts[args.part](test)
    print("\n".join(test.complaints))
    return bool(test.complaints)


if __name__ == "__main__":
    sys.exit(main())
