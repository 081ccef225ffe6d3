# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""validate_sarif.py NPM FILE: nothing is wrong by the schema, and Microsoft's validator has no error and no warning."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema

npm, file = Path(sys.argv[1]), sys.argv[2]
multitool = npm / "node_modules/@microsoft/sarif-multitool-linux"
schema = json.loads((multitool / "sarif-2.1.0.json").read_text())
jsonschema.validators.validator_for(schema)(schema).validate(json.loads(Path(file).read_text()))

# .NET wants no locale, and no home to write to.
subprocess.run([multitool / "Sarif.Multitool", "validate", file, "--output", "verdict.sarif", "--level", "Error;Warning",
                "--log", "ForceOverwrite"], env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "HOME": "/nonexistent"},
               capture_output=True)
verdict = json.loads(Path("verdict.sarif").read_text(encoding="utf-8-sig"))
run, = verdict["runs"]
if not all(i["executionSuccessful"] for i in run["invocations"]):
    sys.exit(f"the validator failed: {run['invocations']}")
for result in run.get("results", []):
    print(result["ruleId"], result.get("level"), result["message"].get("arguments"), result["locations"])
sys.exit(bool(run.get("results")))
