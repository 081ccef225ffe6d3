# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads SARIF 2.1.0 and holds it against what its schema can't say: indices, bases and columns that lead somewhere."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from items import Error, Item, require

LEVELS = {"error": "error", "warning": "warning", "note": "info"}


class Run:
    def __init__(self, text, folder):
        self.log = json.loads(text)
        self.run, = self.log["runs"]
        self.rules = self.run["tool"]["driver"]["rules"]
        (self.base, place), = self.run["originalUriBaseIds"].items()
        self.folder = unquote(urlsplit(place["uri"]).path)
        require(place["uri"].startswith("file:///") and place["uri"].endswith("/"), f"base {place['uri']}")
        require(Path(self.folder) == Path(folder), f"{self.folder} is not {folder}")

    def path(self, artifact):
        """As --format=json names it."""
        uri = urlsplit(artifact["uri"])
        require(not uri.query and not uri.fragment, f"uri {artifact['uri']}")
        if artifact.get("uriBaseId"):
            require(artifact["uriBaseId"] == self.base and not uri.scheme and not uri.path.startswith("/"), f"uri {artifact}")
        else:
            require(uri.scheme == "file", f"uri {artifact}")
        return unquote(uri.path)

    def text(self, artifact, region):
        """What a region of a file is; in UTF-16, which columns count in."""
        source = (Path(self.folder) / self.path(artifact)).read_bytes().decode(errors="replace")
        lines = source.split("\n")[region["startLine"] - 1:region["endLine"]]
        require(lines, f"no line {region}")
        units = [line.encode("utf-16-le") for line in lines]
        require(2 * (region["endColumn"] - 1) <= len(units[-1]) and 2 * (region["startColumn"] - 1) <= len(units[0]),
                f"columns of {region}")
        units[-1] = units[-1][:2 * (region["endColumn"] - 1)]
        units[0] = units[0][2 * (region["startColumn"] - 1):]
        return b"\n\0".join(units).decode("utf-16-le")

    def places(self, value):
        """Every physical location in a result, with its text."""
        if isinstance(value, list):
            for item in value:
                yield from self.places(item)
        elif isinstance(value, dict):
            if "physicalLocation" in value:
                place = value["physicalLocation"]
                yield self.path(place["artifactLocation"]), self.text(place["artifactLocation"], place["region"])
            for item in value.values():
                yield from self.places(item)

    def applied(self, fix):
        """The files that a fix changes, as it leaves them."""
        results = {}
        for change in fix["artifactChanges"]:
            path = self.path(change["artifactLocation"])
            source = (Path(self.folder) / path).read_bytes().decode(errors="replace")
            lines = source.split("\n")

            def offset(line, column):
                before = "".join(text + "\n" for text in lines[:line - 1])
                units = lines[line - 1].encode("utf-16-le")[:2 * (column - 1)]
                return len(before) + len(units.decode("utf-16-le"))

            for edit in reversed(change["replacements"]):
                region = edit["deletedRegion"]
                begin = offset(region["startLine"], region["startColumn"])
                end = offset(region["endLine"], region["endColumn"])
                source = source[:begin] + edit["insertedContent"]["text"] + source[end:]
            results[path] = source
        return results


def read(text, folder):
    run = Run(text, folder)
    findings, errors = [], []
    for rule in run.rules:
        require(rule["help"]["markdown"].startswith(f"# {rule['id']}\n"), f"help of {rule['id']}")
        require(not re.search(r"\]\([^)]*\.md", rule["help"]["markdown"]), f"a link in the help of {rule['id']}")
        for key in ("shortDescription", "fullDescription"):
            require(rule[key]["text"].endswith(".") and "\n" not in rule[key]["text"], f"{key} of {rule['id']}")
    for result in run.run["results"]:
        require(run.rules[result["ruleIndex"]]["id"] == result["ruleId"], f"rule of {result}")
        for _ in run.places(result):
            pass
        if result.get("suppressions"):
            continue
        place = result["locations"][0]["physicalLocation"]
        findings.append(Item(run.path(place["artifactLocation"]), place["region"]["startLine"], result["ruleId"],
                             LEVELS[result["level"]], result["message"]["text"]))
    invocation, = run.run["invocations"]
    for notification in invocation["toolExecutionNotifications"]:
        place = notification["locations"][0]["physicalLocation"]["artifactLocation"]
        errors.append(Error(run.path(place), notification["message"]["text"]))
    require(invocation["executionSuccessful"] == (not errors), "executionSuccessful")
    return findings, errors
