#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Generates a C++20 project to measure tools on: generate_project.py OUT --files 2000

A library in layers: areas of modules of about twelve sources, each with a header. Functions, classes, templates and
virtual functions call those of other files, and in the end a few sleep, read files or receive. A share of the sources
holds coroutines of the project's own task type. All of it compiles, and a seed always gives the same project.

OUT is replaced if it is empty or was generated before.
"""

import argparse
import json
import random
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

import project_code as code

MARKER = "generated-by-corolint"
UNITS_PER_MODULE = 12

# Shares. What few functions block on would reach almost every coroutine of a deep call graph if callees were chosen
# blindly; a project that is looked after isn't like that.
BLOCKING_FUNCTIONS = 0.03
BLOCKING_TASKS = 0.02
BLOCKING_CALLEES = 0.03
BLOCKING_INTERFACES = 0.1
FORGOTTEN_AWAITS = 0.003
LATER_CALLEES = 0.03
IMPLEMENTATIONS = 0.6
TEMPLATES = 0.25


@dataclass(eq=False)
class Function:
    name: str
    kind: str
    unit: "Unit"
    is_task: bool = False
    is_local: bool = False
    blocks_on: str = ""
    blocks: bool = False
    callees: list = field(default_factory=list)

    def signature(self, name):
        if self.is_task:
            return f"core::task<{code.TYPES[self.kind]}> {name}({code.TASK_PARAMETERS[self.kind]})"
        return f"{code.TYPES[self.kind]} {name}({code.PARAMETERS[self.kind]})"


@dataclass(eq=False)
class Unit:
    """A source and its header."""
    area: str
    module: str
    name: str
    has_coroutines: bool
    interface: "Interface" = None
    implements: "Interface" = None
    has_template: bool = False
    dependencies: list = field(default_factory=list)
    member: "Unit" = None
    functions: list = field(default_factory=list)
    standard: list = field(default_factory=list)

    @property
    def namespace(self):
        return f"{self.area}::{self.module}"

    @property
    def header(self):
        return f"{self.area}/{self.module}/{self.name}.hpp"

    @property
    def cls(self):
        return camel(self.name)

    def says(self, unit, name):
        """How this unit calls NAME, of another unit's namespace."""
        return name if unit.namespace == self.namespace else f"{unit.namespace}::{name}"

    def says_class(self, unit):
        return self.says(unit, unit.cls)

    def says_base(self):
        return self.says(self.implements.unit, self.implements.name)


@dataclass(eq=False)
class Interface:
    """A class of virtual functions, in the header of its module's first unit."""
    unit: Unit
    name: str
    blocks: bool


def camel(name):
    return "".join(word.capitalize() for word in name.split("_"))


# --- the plan


class Plan:
    def __init__(self, rng, files, share):
        self.rng = rng
        self.units = []
        coroutines = set(rng.sample(range(files), round(files * share)))
        for index in range(files):
            self.units.append(self.unit(index, index in coroutines))
        for index, unit in enumerate(self.units):
            self.choose_callees(unit, self.later_units(index))

    def unit(self, index, has_coroutines):
        area, module = self.module_name(index // UNITS_PER_MODULE)
        name = f"{code.NOUNS[(index * 7 + index // len(code.NOUNS)) % len(code.NOUNS)]}_{self.unit_role(index)}"
        unit = Unit(area, module, name, has_coroutines)
        unit.dependencies = self.dependencies(unit)
        if index % UNITS_PER_MODULE == 0:
            unit.interface = Interface(unit, camel(module) + "Step", self.happens(BLOCKING_INTERFACES))
        interfaces = [known.interface for known in [*unit.dependencies, unit] if known.interface]
        if interfaces and self.happens(IMPLEMENTATIONS):
            unit.implements = self.rng.choice(interfaces)
        unit.has_template = self.happens(TEMPLATES)
        unit.member = self.rng.choice(unit.dependencies) if unit.dependencies and self.happens(0.4) else None
        unit.standard = [name for name, (share, _) in code.STANDARD.items() if self.happens(share)]
        unit.functions = self.functions(unit)
        return unit

    def happens(self, share):
        return self.rng.random() < share

    @staticmethod
    def module_name(number):
        area = code.AREAS[number % len(code.AREAS)]
        number //= len(code.AREAS)
        turn, noun = divmod(number, len(code.NOUNS))
        return area, code.NOUNS[noun] + (str(turn + 1) if turn else "")

    @staticmethod
    def unit_role(index):
        return code.ROLES[index % UNITS_PER_MODULE + (index // UNITS_PER_MODULE) % 2 * UNITS_PER_MODULE]

    def dependencies(self, unit):
        """Earlier units: most of the same module and area. Files without coroutines include none with them."""
        fits = [other for other in self.units if unit.has_coroutines or not other.has_coroutines]
        near = [other for other in fits[-UNITS_PER_MODULE:] if other.namespace == unit.namespace]
        area = [other for other in fits if other.area == unit.area]
        chosen = []
        for _ in range(self.rng.randint(2, 6)):
            dice = self.rng.random()
            pool = near if dice < 0.5 else area if dice < 0.8 else fits
            if pool and (other := self.rng.choice(pool)) not in chosen:
                chosen.append(other)
        return chosen

    def functions(self, unit):
        functions = []
        kinds = list(code.TYPES)
        for number, verb in enumerate(self.rng.sample(code.VERBS, self.rng.randint(6, 14))):
            function = Function(f"{verb}_{unit.name}", self.rng.choice(kinds), unit, is_local=number % 3 == 0)
            if self.happens(BLOCKING_FUNCTIONS):
                function.blocks_on = self.rng.choice(list(code.BLOCKING))
            functions.append(function)
        if unit.has_coroutines:
            for verb in self.rng.sample(code.TASK_VERBS, self.rng.randint(2, 6)):
                function = Function(f"{verb}_{unit.name}", self.rng.choice(kinds), unit, is_task=True)
                if self.happens(BLOCKING_TASKS):
                    function.blocks_on = self.rng.choice(list(code.BLOCKING))
                functions.append(function)
        return functions

    def later_units(self, index):
        """Units that this one calls although they come later: calls of a module go in circles, too."""
        unit = self.units[index]
        return [other for other in self.units[index + 1:index + UNITS_PER_MODULE]
                if other.namespace == unit.namespace and self.happens(LATER_CALLEES)
                and (unit.has_coroutines or not other.has_coroutines)]

    def choose_callees(self, unit, later):
        unit.dependencies += later
        for number, function in enumerate(unit.functions):
            known = [other for dependency in unit.dependencies for other in dependency.functions if not other.is_local]
            known += unit.functions[:number]
            known = [other for other in known if function.is_task or not other.is_task]
            for _ in range(self.rng.randint(2, 6)):
                wanted = self.happens(BLOCKING_CALLEES)
                # What a task blocks on is its own finding: its callers aren't affected.
                fits = [other for other in known if (other.blocks and not other.is_task) == wanted]
                if fits:
                    function.callees.append(self.rng.choice(fits))
            function.blocks = bool(function.blocks_on) or any(other.blocks for other in function.callees)
        self.call_locals(unit)

    def call_locals(self, unit):
        """Local functions have callers."""
        called = {callee for function in unit.functions for callee in function.callees}
        callers = [function for function in unit.functions if not function.is_local and not function.is_task]
        for function in unit.functions:
            if function.is_local and not function.blocks and function not in called:
                self.rng.choice(callers).callees.append(function)


# --- the text


def header_text(unit):
    includes = ["cstddef", "string", "utility", "vector"]
    own = [unit.member.header] if unit.member else []
    if unit.implements:
        includes.append("memory")
        own.append(unit.implements.unit.header)
    if unit.has_coroutines:
        own.append("core/task.hpp")
    functions = [f"{function.signature(function.name)};" for function in unit.functions if not function.is_local]
    parts = [interface_text(unit), template_text(unit), class_text(unit), "\n".join(functions) + "\n"]
    return "\n".join([
        "#pragma once", "", *include_lines(includes, [path for path in own if path != unit.header]),
        f"namespace {unit.namespace} {{", "", *filter(None, parts), f"}} // namespace {unit.namespace}", ""])


def include_lines(standard, own):
    lines = [f"#include <{name}>" for name in sorted(set(standard))]
    if own:
        lines += ["", *(f'#include "{path}"' for path in sorted(set(own)))]
    return [*lines, ""]


def interface_text(unit):
    if not unit.interface:
        return ""
    return Template(code.INTERFACE).substitute(area=unit.area, module=unit.module, name=unit.interface.name)


def template_text(unit):
    return Template(code.TEMPLATE).substitute(unit=unit.name, cls=unit.cls) if unit.has_template else ""


def class_text(unit):
    base = f" : public {unit.says_base()}" if unit.implements else ""
    lines = [f"class {unit.cls}{base} {{", "public:", f"  explicit {unit.cls}(std::string label);",
             "  void add(const std::string &key, long value);", "  long total() const;",
             "  std::size_t size() const { return values_.size(); }",
             "  const std::string &label() const { return label_; }"]
    if unit.implements:
        lines += ["  long handle(long number) override;",
                  f"  void attach(std::unique_ptr<{unit.says_base()}> next);"]
    if unit.has_coroutines:
        lines.append("  core::task<long> drain(long number);")
    lines += ["", "private:", "  std::string label_;", "  std::vector<std::pair<std::string, long>> values_;"]
    if unit.member:
        lines.append(f"  {unit.says_class(unit.member)} {unit.member.name}_;")
    if unit.implements:
        lines.append(f"  std::unique_ptr<{unit.says_base()}> next_;")
    return "\n".join([*lines, "};", ""])


class Source:
    """The text of a unit's source."""

    def __init__(self, unit, rng):
        self.unit = unit
        self.rng = rng
        self.includes = set(unit.standard) | {"string", "utility", "vector"}

    def text(self):
        unit = self.unit
        local = [self.function(function) for function in unit.functions if function.is_local]
        others = [self.function(function) for function in unit.functions if not function.is_local]
        own = [dependency.header for dependency in unit.dependencies]
        if unit.has_coroutines:
            own.append("core/loop.hpp")
        # Callees without a place before their callers need a declaration.
        declared = [f"{function.signature(function.name)};" for function in unit.functions if function.is_local]
        members = self.members()
        return "\n".join([
            f'#include "{unit.header}"', "", *include_lines(self.includes, own),
            f"namespace {unit.namespace} {{", "namespace {", "", *declared, "", *local, "} // namespace", "",
            *members, *others, f"}} // namespace {unit.namespace}", ""])

    def function(self, function):
        body = code.Body(self.rng, function.kind, function.is_task)
        statements = [self.call(callee, function.is_task) for callee in function.callees]
        statements += [self.standard() for _ in range(self.rng.randint(2, 5))]
        statements += self.uses(function.is_task)
        if function.is_task:
            statements += self.rng.sample(code.TASK_STATEMENTS, self.rng.randint(1, 2))
        if function.blocks_on:
            includes, statement = code.BLOCKING[function.blocks_on]
            self.includes |= set(includes)
            statements.append(statement)
        self.rng.shuffle(statements)
        for statement in statements:
            body.add(statement)
        return f"{function.signature(function.name)} {{\n{body.text(function.is_task)}\n}}\n"

    def call(self, callee, in_task):
        placeholder = code.PLACEHOLDERS[callee.kind]
        call = f"{self.unit.says(callee.unit, callee.name)}({placeholder})"
        if not callee.is_task:
            return f"{placeholder} = {call};"
        if self.rng.random() < FORGOTTEN_AWAITS:
            return f"{call};"
        return f"{placeholder} = co_await {call};"

    def standard(self):
        return self.rng.choice(code.STANDARD[self.rng.choice(self.unit.standard)][1])

    def uses(self, in_task):
        """Objects, templates and virtual calls, of this unit or of one that it includes."""
        used = self.rng.choice([self.unit, *self.unit.dependencies])
        name, cls = used.name, self.unit.says_class(used)
        statements = [f'{cls} {name}$i("$w");\n{name}$i.add($t, $n);\n$n += {name}$i.total();']
        if used.has_template:
            each = self.unit.says(used, f"each_{name}")
            statements.append(f"$n += {each}($l, [](long item) {{ return item * $k; }});\n{cls}Ring<std::string, $k> "
                              "ring$i;\nring$i.push($t);\n$n += static_cast<long>(ring$i.size());")
        # A task's callers don't mind that it blocks, so the plan needn't know.
        if used.implements and (not used.implements.blocks or in_task and self.rng.random() < 0.2):
            self.includes.add("memory")
            base = self.unit.says(used.implements.unit, used.implements.name)
            statements.append(f'const std::unique_ptr<{base}> step$i = std::make_unique<{cls}>("$w");\n'
                              "$n = step$i->handle($n);")
        return statements

    def members(self):
        unit = self.unit
        member = f', {unit.member.name}_("{unit.member.name}")' if unit.member else ""
        texts = [f"{unit.cls}::{unit.cls}(std::string label) : label_(std::move(label)){member} {{}}\n",
                 f"void {unit.cls}::add(const std::string &key, long value) {{\n"
                 "  for (auto &[known, sum] : values_)\n    if (known == key) {\n      sum += value;\n"
                 "      return;\n    }\n  values_.emplace_back(key, value);\n}\n",
                 f"long {unit.cls}::total() const {{\n  long sum = "
                 f"{f'{unit.member.name}_.total()' if unit.member else '0'};\n"
                 "  for (const auto &[key, value] : values_)\n    sum += value;\n  return sum;\n}\n"]
        if unit.implements:
            texts += [self.handle(),
                      f"void {unit.cls}::attach(std::unique_ptr<{unit.says_base()}> next) {{\n"
                      "  next_ = std::move(next);\n}\n"]
        if unit.has_coroutines:
            texts.append(f"core::task<long> {unit.cls}::drain(long number) {{\n  while (number > 0) {{\n"
                         "    number -= total() + 1;\n    co_await core::yield();\n  }\n  co_return number;\n}\n")
        return texts

    def handle(self):
        """The override: does a little, blocks if its interface is one that may, and passes on."""
        body = code.Body(self.rng, "number", True)
        body.add(self.standard())
        if self.unit.implements.blocks and self.rng.random() < 0.5:
            includes, statement = code.BLOCKING[self.rng.choice(list(code.BLOCKING))]
            self.includes |= set(includes)
            body.add(statement)
        body.add("if (next_)\n  $n = next_->handle($n);")
        return f"long {self.unit.cls}::handle(long number) {{\n{body.text(False)}\n}}\n"


# --- the files


def compile_database(out, units):
    def command(unit):
        source = f"src/{unit.header.removesuffix('.hpp')}.cpp"
        return {"directory": str(out), "file": source,
                "arguments": ["clang++-19", "-std=c++20", "-Isrc", "-c", source, "-o", source + ".o"]}
    return json.dumps([command(unit) for unit in units], indent=1) + "\n"


def clear(out):
    if out.exists():
        if any(out.iterdir()) and not (out / MARKER).exists():
            sys.exit(f"generate_project.py: error: {out} holds something else")
        shutil.rmtree(out)
    out.mkdir(parents=True)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def generate(out, files, seed=1, share=0.3):
    out = Path(out).resolve()
    clear(out)
    write(out / MARKER, f"--files {files} --seed {seed} --coroutines {share}\n")
    plan = Plan(random.Random(seed), files, share)
    for unit in plan.units:
        write(out / "src" / unit.header, header_text(unit))
        source = Source(unit, random.Random(f"{seed} {unit.header}"))
        write(out / "src" / (unit.header.removesuffix(".hpp") + ".cpp"), source.text())
    write(out / "src/core/task.hpp", code.TASK_HEADER)
    write(out / "src/core/loop.hpp", code.LOOP_HEADER)
    write(out / "compile_commands.json", compile_database(out, plan.units))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="OUT", help="the folder of the project")
    parser.add_argument("--files", type=int, default=2000, metavar="N", help="translation units (default 2000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--coroutines", type=float, default=0.3, metavar="SHARE",
                        help="share of the sources with coroutines (default 0.3)")
    options = parser.parse_args()
    if options.files < 1 or not 0 <= options.coroutines <= 1:
        parser.error("--files is at least 1, --coroutines between 0 and 1")
    generate(options.out, options.files, options.seed, options.coroutines)


if __name__ == "__main__":
    main()
