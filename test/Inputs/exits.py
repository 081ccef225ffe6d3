# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""exits.py STATUS COMMAND...: succeeds if the command ends with that status, in two minutes."""

import subprocess
import sys

status = subprocess.call(sys.argv[2:], timeout=120)
if status != int(sys.argv[1]):
    sys.exit(f"exit status {status}, expected {sys.argv[1]}: {' '.join(sys.argv[2:])}")
