# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: browser
# RUN: rm -rf %t
# RUN: %python %s %corolint %inputs %npm %chromium %t
"""Makes HTML reports, of a small project before and after its lines moved, and of ten thousand findings, and has a browser
look at them (Inputs/html.mjs)."""

import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "Inputs"))
import items

corolint, inputs, npm, chromium, temp = sys.argv[1:5] + [Path(sys.argv[5])]
NAME = "net/<b>]]>&amp; 'q' \"d\" {{data}} é\U0001f600.cpp"
SOURCES = {
    NAME: """#include "drops.hpp"
#include <fstream>
void load(int);
task<void> handler() {
  load(1);
  sleep(1); // </script><!-- {{script}}
  std::ifstream in("</script><script>document.title = 'broken'</script>");
  work();
  co_return;
}
""",
    "store/load.cpp": """#include <unistd.h>
static void retry() { /* é\U0001f600 */ sleep(1); }
void load(int times) {
  while (times--)
    retry();
}
""",
}


def report(name, sources):
    folder = temp / name
    items.make_project(folder, {path: text.encode() for path, text in sources.items()}, inputs)
    subprocess.run([corolint, "--quiet", "--no-cache", "--output=html=report.html", "--output=json=report.json",
                    "--fail-on=none"], cwd=folder, check=True)
    return folder / "report.html"


def large(page, count):
    """The report of `page` with its findings repeated."""
    text = page.read_text()
    script = re.compile(r'(<script type="application/json" id="data">)(.*?)(</script>)', re.S)
    data = json.loads(script.search(text)[2])
    some = data["findings"]
    data["findings"] = [{**f, "fingerprint": f"{n}", "file": f["file"] if n % 3 else f"module{n % 97}/a.cpp", "line": n + 1}
                        for n, f in ((n, some[n % len(some)]) for n in range(count))]
    result = page.parent / "large.html"
    result.write_text(script.sub(lambda m: m[1] + json.dumps(data).replace("<", "\\u003c") + m[3], text))
    return result


before = report("before", SOURCES)
after = report("after", {path: "\n\n// moved\n" + text.replace("\n  ", "\n\t") for path, text in SOURCES.items()})
sys.exit(subprocess.call(["node", Path(__file__).parent / "Inputs/html.mjs", npm, chromium, before, after, large(before, 10000),
                          before.parent / "report.json", NAME]))
