#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles every name of a model file against the library's real headers.

usage: model_test.py --clang CLANG --data FOLDER TEST.cpp

TEST.cpp includes the headers. It is about the model file of the same name, and says the rest in comments:

  // model: asio.yaml                       another model file than TEST.yaml
  // flags: -I/usr/include/hiredis          flags for the compiler
  // alias: asio = boost::asio              checks the names below the alias instead
  // class: std::future = std::future<int>  what to take for a class template
  // absent: std::print (C++23)             a name that these headers don't have yet or no more, and why

A name that doesn't compile and isn't listed as absent fails the test, and so does an absent one that compiles.
"""
import argparse
import pathlib
import re
import subprocess
import sys

import yaml


def directives(text, key):
    return [line.strip() for line in re.findall(rf"^// {key}: *(.*)$", text, re.M)]


def pairs(lines):
    return dict((part.strip() for part in line.split("=", 1)) for line in lines)


class Headers:
    """The test's includes, and which of some lines compile after them."""

    def __init__(self, clang, path, flags):
        self.command = [clang, "-std=c++20", "-fsyntax-only", "-ferror-limit=0", "-w", "-x", "c++", *flags,
                        "-I", str(path.parent), "-include", str(path), "-"]

    def failing(self, lines):
        """The indices of `lines` that don't compile, each seen by itself."""
        run = subprocess.run(self.command, input="\n".join(lines) + "\n", capture_output=True, text=True)
        errors = re.findall(r"^(\S+?):(\d+):\d+: (?:fatal )?error: (.*)$", run.stderr, re.M)
        elsewhere = [f"{file}:{line}: {what}" for file, line, what in errors if file != "<stdin>"]
        # An error in a header is fine while it is about one of the lines.
        if elsewhere and not any(file == "<stdin>" or "<stdin>" in run.stderr for file, _, _ in errors):
            sys.exit("the headers don't compile:\n" + "\n".join(elsewhere[:5]))
        failed = {int(line) - 1 for file, line, _ in errors if file == "<stdin>"}
        failed |= {int(line) - 1 for line in re.findall(r"<stdin>:(\d+):\d+: note: in instantiation", run.stderr)}
        return failed


def all_names(model):
    """Every qualified name in the model file, types apart from functions."""
    functions, types = [], []
    for entry in model.get("functions", []):
        functions += entry["names"] + entry.get("waits_on_result_of", [])
        for condition in entry.get("when", []) + entry.get("unless", []):
            types += condition.get("type", [])
            functions += condition.get("after", [])
    for lock in model.get("locks", []):
        named = [name for name in lock["types"] if name != "*"]
        types += named + lock.get("defer", []) + lock.get("try", []) + lock.get("adopt", [])
        members = [lock.get(key, []) for key in ["lock", "try_lock", "unlock", "release", "held", "mutex", "swap", "access"]]
        functions += [f"{name}::{member}" for name in named for member in sum(members, [])]
    for entry in model.get("lock_functions", []):
        functions += entry["names"]
    types += model.get("unowned_mutexes", [])
    for framework in model.get("frameworks", []):
        types += [task["type"] for task in framework.get("tasks", [])]
        types += framework.get("synchronous", []) + framework.get("async_mutexes", [])
        functions += framework.get("combinators", []) + framework.get("spawns", [])
    for key in ["offload_sinks", "inline_callers", "context_switches", "idle_waits",
                "result_ignorers"]:
        functions += model.get(key, [])
    for key in ["executor_tags", "executor_binders", "completion_tokens"]:
        types += model.get(key, [])
    # An unqualified context switch stands for every function of that name.
    switches = {name for name in model.get("context_switches", []) if "::" not in name}
    return list(dict.fromkeys(name for name in functions if name not in switches)), list(dict.fromkeys(types))


def split(name):
    """("std::future", "get"); operators keep their colons."""
    scope, _, last = name.rpartition("::") if "operator" not in name else name.rpartition("::operator")
    return scope, ("operator" + last if "operator" in name else last)


def line_for(index, name, is_type, namespaces, classes):
    scope, last = split(name)
    if last == "*":
        return f"namespace t{index} {{ namespace n = {scope}; }}"
    if is_type and name in classes:
        return f"namespace t{index} {{ using t = {classes[name]}; }}"
    if not scope or scope in namespaces:
        return f"namespace t{index} {{ using {scope}::{last}; }}"
    written = classes.get(scope, scope)
    if last.lstrip("~") == scope.rpartition("::")[2]:
        return f"namespace t{index} {{ using c = {written}; constexpr auto s = sizeof(c); }}"
    return f"namespace t{index} {{ using c = {written}; struct t : c {{ using c::{last}; }}; }}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clang", required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("test", type=pathlib.Path)
    options = parser.parse_args()
    text = options.test.read_text()
    file = (directives(text, "model") or [options.test.stem + ".yaml"])[0]
    model = yaml.safe_load((options.data / file).read_text())
    headers = Headers(options.clang, options.test, " ".join(directives(text, "flags")).split())
    classes = pairs(directives(text, "class"))
    absent = {line.split()[0] for line in directives(text, "absent")}

    functions, types = all_names(model)
    for old, new in pairs(directives(text, "alias")).items():
        def renamed(names, old=old, new=new):
            return [re.sub(rf"^{old}::", f"{new}::", name) for name in names]
        functions, types = renamed(functions), renamed(types)
    names = [(name, False) for name in functions] + [(name, True) for name in types]
    if not names:
        sys.exit(f"{file} names nothing")

    scopes = sorted({split(name)[0] for name, _ in names} - {""})
    failed = headers.failing([f"namespace n{i} = {scope};" for i, scope in enumerate(scopes)])
    namespaces = {scope for i, scope in enumerate(scopes) if i not in failed}
    lines = [line_for(i, name, is_type, namespaces, classes) for i, (name, is_type) in enumerate(names)]
    failed = headers.failing(lines)
    missing = {names[i][0] for i in failed}
    complaints = [f"{file}: '{name}' is not in the headers" for name in sorted(missing - absent)]
    complaints += [f"{file}: '{name}' is said to be absent, but compiles" for name in sorted(absent - missing)]

    flags = list(model.get("flags", {}).items())
    if "alias" not in text:
        failed = headers.failing([f"static_assert(static_cast<long long>({name}) == {value});" for name, value in flags])
        complaints += [f"{file}: flag '{flags[i][0]}' isn't {flags[i][1]}" for i in sorted(failed) if flags[i][0] not in absent]
    print(f"{len(names)} names and {len(flags)} flags of {file}, {len(absent)} absent")
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    main()
