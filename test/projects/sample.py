# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests of the sample service share."""

import json
import shutil
import subprocess
import sys
from pathlib import Path


def run(*command, statuses=(0,), **options):
    """Runs a command; a status that isn't expected ends the test with what the command said."""
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if result.returncode not in statuses:
        sys.exit(f"{' '.join(map(str, command))}\nexit status {result.returncode}\n{result.stdout}{result.stderr}")
    return result


def configure(repo, source, build, clang, *flags):
    launcher = shutil.which("ccache")
    run("cmake", "-G", "Ninja", "-S", source, "-B", build, f"-DCMAKE_CXX_COMPILER={clang}",
        "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", f"-DCOROLINT_INCLUDE_DIR={repo}/include", *flags,
        *([f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}"] if launcher else []))


def lint(corolint, build, folder, *flags, statuses):
    """The places of the command's findings, with their checks."""
    report = json.loads(run(corolint, "--format=json", "-p", build, *flags, statuses=statuses, cwd=folder).stdout)
    if report["errors"]:
        sys.exit(f"corolint: {report['errors']}")
    return {(f["file"], f["line"], f["check"]) for f in report["findings"]}


def planted(folder):
    """The places of the problems that the sources say they have."""
    return {(path.name, number) for path in sorted(Path(folder).glob("*.[ch]pp"))
            for number, line in enumerate(path.read_text().splitlines(), 1) if "// planted:" in line}


def differences(name, found, wanted):
    return ([f"{name}: unexpected at {place}" for place in sorted(found - wanted)] +
            [f"{name}: missed at {place}" for place in sorted(wanted - found)])
