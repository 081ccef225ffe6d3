# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""database.py FOLDER FILE... [-- FLAGS]: writes FOLDER/compile_commands.json for the files, which lie in FOLDER."""

import json
import os
import sys

folder, *files = sys.argv[1:]
flags = []
if "--" in files:
    at = files.index("--")
    files, flags = files[:at], files[at + 1:]
inputs = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "compile_commands.json"), "w") as out:
    json.dump([{"directory": os.path.abspath(folder), "file": file,
                "arguments": ["c++", "-std=c++20", "-I", inputs, *flags, "-c", file]}
               for file in files], out, indent=1)
