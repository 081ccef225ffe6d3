# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A folder with a compile_commands.json as the benchmark sees it: C++ files, each with one command, and parts of it."""

import contextlib
import json
import os
import random
import shlex
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

DATABASE = "compile_commands.json"
SUFFIXES = {".C", ".c++", ".cc", ".cpp", ".cxx"}
# Both below the root: the nearest folder that holds the database and every file.
CACHE = ".cache/corolint"
PARTS = ".cache/corolint-bench"

# Flags of a compile command that write files or stop early, and how many words follow them.
DROPPED = {"-c": 0, "-S": 0, "-E": 0, "-o": 1, "-M": 0, "-MM": 0, "-MD": 0, "-MMD": 0, "-MP": 0, "-MF": 1, "-MT": 1,
           "-MQ": 1}
DROPPED_STARTS = ("-o", "-MF", "-MT", "-MQ", "-save-temps")
LAUNCHERS = {"ccache", "distcc", "sccache"}


@dataclass(frozen=True, eq=False)
class Source:
    path: Path
    entry: dict

    def syntax_command(self, clang):
        """The file's own command as `clang -fsyntax-only`, and the folder to run it in."""
        words = self.entry.get("arguments") or shlex.split(self.entry["command"])
        kept = [clang, "-fsyntax-only"]
        words = iter(words[2 if Path(words[0]).name in LAUNCHERS else 1:])
        for word in words:
            if word in DROPPED:
                for _ in range(DROPPED[word]):
                    next(words, None)
            elif not word.startswith(DROPPED_STARTS):
                kept.append(word)
        return kept, self.entry["directory"]


class Project:
    """`sources` are the files of the database in `folder`; `left_out` says how many entries of the original are not."""

    def __init__(self, folder, root, sources, left_out=0):
        self.folder = folder
        self.root = root
        self.sources = sources
        self.left_out = left_out

    @staticmethod
    def load(folder):
        """What isn't C++, isn't there or comes twice is left out, by a database of its own."""
        folder = Path(folder).resolve()
        entries = json.loads((folder / DATABASE).read_text())
        sources = {}
        for entry in entries:
            path = Path(entry["directory"], entry["file"]).resolve()
            if path.suffix in SUFFIXES and path.exists():
                sources.setdefault(path, Source(path, entry))
        root = Path(os.path.commonpath([folder, *(path.parent for path in sources)]))
        project = Project(folder, root, list(sources.values()), len(entries) - len(sources))
        return project.part(project.sources) if project.left_out else project

    def part(self, sources):
        """The same project with fewer files. Its database is below the root, so that the root stays the same."""
        folder = self.root / PARTS / str(len(sources))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / DATABASE).write_text(json.dumps([source.entry for source in sources], indent=1))
        return Project(folder, self.root, sources, self.left_out)

    def remove_parts(self):
        shutil.rmtree(self.root / PARTS, ignore_errors=True)

    def shuffled(self):
        """The sources in an order that is always the same and mixes modules, so that its beginnings are samples."""
        sources = list(self.sources)
        random.Random(len(sources)).shuffle(sources)
        return sources

    def clear_cache(self):
        if (self.root / CACHE).is_dir():
            shutil.rmtree(self.root / CACHE)

    def cache_size(self):
        return sum(path.stat().st_size for path in (self.root / CACHE).rglob("*") if path.is_file())


@contextlib.contextmanager
def edited(path):
    """The file with one more line of code, which never was there before, until the block is left."""
    original, status = path.read_bytes(), path.stat()
    try:
        path.write_bytes(original + b"\n[[maybe_unused]] static const long edited_%d = 0;\n" % time.time_ns())
        yield
    finally:
        path.write_bytes(original)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
