# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads workflow commands as GitHub's runner does, and holds them against what is documented of them.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands; a line is a command if it begins with
"::name", then properties "key=value" separated by ",", then "::" and the message."""

import re

from items import Error, Item, require

LEVELS = {"error": "error", "warning": "warning", "notice": "info"}
PROPERTIES = {"title", "file", "line", "endLine", "col", "endColumn"}
MESSAGE_ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n"}
PROPERTY_ESCAPES = {**MESSAGE_ESCAPES, "%3A": ":", "%2C": ","}


def unescape(text, escapes):
    bad = [e for e in re.findall("%.{0,2}", text) if e not in escapes]
    require(not bad, f"escapes that the runner doesn't know: {bad}")
    return re.sub("%..", lambda m: escapes[m.group()], text)


def read(text):
    findings, errors = [], []
    require("\r" not in text, "a bare carriage return ends a line of the log")
    for line in text.split("\n")[:-1]:
        match = re.fullmatch(r"::(\w+) ([^\n]*?)::(.*)", line)
        require(match, f"no workflow command: {line!r}")
        command, properties, message = match.groups()
        require(command in LEVELS, f"unknown command {command}")
        values = {}
        for pair in properties.split(","):
            key, equals, value = pair.partition("=")
            require(equals and key in PROPERTIES and key not in values, f"property {pair!r} in {line!r}")
            values[key] = unescape(value, PROPERTY_ESCAPES)
        message = unescape(message, MESSAGE_ESCAPES)
        numbers = {key: int(values[key]) for key in ("line", "endLine", "col", "endColumn") if key in values}
        require(all(n >= 1 for n in numbers.values()), f"numbers count from 1: {line!r}")
        if values["title"] == "corolint could not analyse it":
            errors.append(Error(values["file"], message))
            continue
        require(numbers["endLine"] >= numbers["line"], f"ends before it begins: {line!r}")
        if "col" in numbers:
            require(numbers["line"] == numbers["endLine"], f"columns of several lines: {line!r}")
            require(numbers["endColumn"] >= numbers["col"], f"ends before it begins: {line!r}")
        findings.append(Item(values["file"], numbers["line"], values["title"], LEVELS[command], message.split("\n")[0]))
    return findings, errors
