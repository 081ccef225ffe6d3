# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads JUnit XML and holds it against the schema that Jenkins publishes for it (xunit-plugin, junit-10.xsd): the elements
and attributes that it knows, which of them are required, and counts that are true."""

import re
import xml.etree.ElementTree as tree

from items import Error, Item, require

KNOWN = {  # element: (required attributes, others, children)
    "testsuites": (set(), {"name", "time", "tests", "failures", "disabled", "errors"}, {"testsuite"}),
    "testsuite": ({"name"}, {"tests", "failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname", "id",
                             "package"}, {"properties", "testcase", "system-out", "system-err"}),
    "testcase": ({"name"}, {"assertions", "time", "classname", "status"}, {"skipped", "error", "failure", "system-out",
                                                                         "system-err"}),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
}


def check(element):
    require(element.tag in KNOWN, f"unknown element {element.tag}")
    required, others, children = KNOWN[element.tag]
    require(required <= set(element.keys()), f"{element.tag} lacks {required - set(element.keys())}")
    require(set(element.keys()) <= required | others, f"{element.tag} has {sorted(element.keys())}")
    for child in element:
        require(child.tag in children, f"{child.tag} in {element.tag}")
        check(child)
    if element.tag in ("testsuites", "testsuite"):
        for attribute, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            count = len(element.findall(path if element.tag == "testsuite" else f"testsuite/{path}"))
            require(int(element.get(attribute)) == count, f"{attribute} of {element.get('name')!r}: there are {count}")


def read(text):
    require("<!" not in text and "<?" not in text[5:], "more than elements and text")
    root = tree.fromstring(text.encode())
    require(root.tag == "testsuites", f"the root is {root.tag}")
    check(root)
    require(root.find("testsuite/testcase") is not None, "no test at all")
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    findings, errors = [], []
    for suite in root:
        for case in suite:
            for failure in case.findall("failure"):
                line = re.search(r" at (\d+):\d+$", case.get("name"))
                require(failure.text.startswith(f"{suite.get('name')}:{line[1]}:"), f"text {failure.text!r}")
                findings.append(Item(case.get("classname"), int(line[1]), failure.get("type"), "warning",
                                     failure.get("message")))
            errors += [Error(case.get("classname"), error.get("message")) for error in case.findall("error")]
    require(len(set(names)) == len(names), f"names of tests: {names}")
    return findings, errors
