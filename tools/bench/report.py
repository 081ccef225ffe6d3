# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measurements => Markdown and a plot. It says how far things are from their bars and passes no judgement."""

import shutil
import subprocess

PEERS = {"plugin": "clang-tidy with corolint-tidy.so", "peer": "clang-tidy with its own checks of coroutines"}


def head(setting):
    rounds = "one round" if setting["repeats"] == 1 else f"medians of {setting['repeats']} rounds"
    return (f"# Benchmark\n\n{setting['date']}: corolint {setting['corolint']} ({setting['build']} build), "
            f"Clang {setting['clang']}, {setting['cores']} cores, load {setting['load']:.1f} at the start; {rounds}.\n")


def section(comparison, picture):
    files = len(comparison.project.sources)
    lines = [f"## {comparison.name}: {files} files", "", *ratio_table(comparison), "", *notes(comparison), "",
             *cost_table(comparison), ""]
    if len(comparison.parts()) > 1 and "growth" in comparison.options.parts:
        lines += [*growth_table(comparison), ""]
    if picture:
        lines += [f"![Costs of {comparison.name}]({picture.name})", ""]
    return "\n".join(lines)


def table(titles, rows):
    return ["| " + " | ".join(titles) + " |", "| --- |" + " ---: |" * (len(titles) - 1),
            *("| " + " | ".join(row) + " |" for row in rows)]


# --- ratios


def ratio_table(comparison):
    return table(["what", "ratio", "bar"], [(what, digits(value), bar) for what, value, bar in ratios(comparison)])


def digits(value):
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def ratios(comparison):
    """(what, ratio, bar) of all that was measured."""
    parse = comparison.parse_cost(comparison.project.sources)
    cold, warm = comparison.cost("cold"), comparison.cost("warm")
    yield "cold: CPU, to `-fsyntax-only`'s", cold.cpu / parse.cpu, "≤ 0.6"
    yield "warm: CPU, to `-fsyntax-only`'s", warm.cpu / parse.cpu, "≤ 0.02"
    yield from edit_ratios(comparison)
    if two := comparison.cost("cold -j2"):
        yield "cold: speed of `-j2`, to `-j1`'s", cold.wall / two.wall, "≥ 1.8"
    yield "cold: peak memory of the largest process, to `-fsyntax-only`'s", cold.peak / parse.peak, "≤ 1"
    sample = comparison.parse_cost(comparison.sample)
    for key, name in PEERS.items():
        if peer := comparison.cost(key):
            yield f"{name}: CPU, to `-fsyntax-only`'s", peer.cpu / sample.cpu, ""
    if two := comparison.cost("parse -j2"):
        yield "`-fsyntax-only`: speed of two at a time, to one's", sample.wall / two.wall, ""


def edit_ratios(comparison):
    for source in comparison.edits:
        if edit := comparison.cost("edit", source):
            ratio = edit.cpu / comparison.cost("edit parse", source).cpu
            yield f"after one edit ({source.path.name}): CPU, to `-fsyntax-only`'s of that file", ratio, "≤ 1.3"


# --- what to know about them


def notes(comparison):
    files, sample = len(comparison.project.sources), len(comparison.sample)
    found = comparison.reports["cold",].strip().splitlines()
    lines = [found[-1] if found else "corolint reports nothing."]
    lines.append(f"The cache has {comparison.cache_size / 1e6:.1f} MB." if comparison.cache_size
                 else "The cold run left no cache.")
    if sample < files:
        lines.append(f"`-fsyntax-only` and clang-tidy: on a sample of {sample} of the files. All of them are taken to cost as "
                     "much each.")
    if comparison.project.left_out:
        lines.append(f"{comparison.project.left_out} entries of the database are left out: not C++, not there, or "
                     "there twice.")
    return [f" - {line}" for line in [*lines, *warnings(comparison)]]


def warnings(comparison):
    """What makes the ratios doubtful."""
    if broken := comparison.parse_cost(comparison.project.sources).failures:
        yield f"**{broken} files don't compile with `-fsyntax-only`.**"
    for key in comparison.usages:
        if (failures := comparison.cost(*key).failures) and key[0] not in ("edit parse", "parse -j2"):
            yield f"**{name_of(key)}: {failures} runs failed.**"
    for key, text in comparison.reports.items():
        # A part of the files has findings of its own.
        is_whole = key in (("warm",), ("cold -j2",)) or key[0] == "edit"
        if is_whole and text != comparison.reports["cold",]:
            yield f"**{name_of(key)}: the report is not that of the cold run.**"


def name_of(key):
    return " ".join([key[0], *(getattr(getattr(word, "path", None), "name", str(word)) for word in key[1:])])


# --- costs


def cost_table(comparison):
    titles = ["run", "files", "CPU", "CPU per file", "wall", "CPU by wall", "peak memory"]
    return table(titles, [cost_row(*run) for run in runs(comparison)])


def runs(comparison):
    """(run, files, usage) of all that was measured on the whole project, the sample and edited files."""
    files, sample = len(comparison.project.sources), len(comparison.sample)
    measured = [("`clang++ -fsyntax-only`", sample, comparison.parse_cost(comparison.sample)),
                ("corolint -j1, cold", files, comparison.cost("cold")),
                ("corolint -j1, warm", files, comparison.cost("warm")),
                ("corolint -j2, cold", files, comparison.cost("cold -j2"))]
    for source in comparison.edits:
        measured.append((f"`-fsyntax-only` of {source.path.name}", 1, comparison.cost("edit parse", source)))
        measured.append((f"corolint -j1, {source.path.name} edited", files, comparison.cost("edit", source)))
    measured += [(name, sample, comparison.cost(key)) for key, name in PEERS.items()]
    measured.append(("`clang++ -fsyntax-only`, two at a time", sample, comparison.cost("parse -j2")))
    return [run for run in measured if run[2]]


def cost_row(run, files, usage):
    return (run, str(files), f"{usage.cpu:.2f} s", f"{1000 * usage.cpu / files:.1f} ms", f"{usage.wall:.2f} s",
            f"{usage.cpu / usage.wall:.2f}", f"{usage.peak / 1e6:.0f} MB")


def growth(comparison):
    """(files, -fsyntax-only, cold, warm) by size, of the sizes that were measured."""
    for sources in comparison.parts():
        size = len(sources)
        key = (size,) if size < len(comparison.project.sources) else ()
        cold, warm = comparison.cost("cold", *key), comparison.cost("warm", *key)
        if cold and warm:
            yield size, comparison.parse_cost(sources), cold, warm


def growth_table(comparison):
    titles = ["files", "`-fsyntax-only`", "cold", "per file", "warm", "per file", "peak memory, cold", "warm"]
    return table(titles, [
        (str(size), f"{parse.cpu:.2f} s", f"{cold.cpu:.2f} s", f"{1000 * cold.cpu / size:.1f} ms", f"{warm.cpu:.2f} s",
         f"{1000 * warm.cpu / size:.1f} ms", f"{cold.peak / 1e6:.0f} MB", f"{warm.peak / 1e6:.0f} MB")
        for size, parse, cold, warm in growth(comparison)])


# --- the plot

PLOT = """\
set terminal pngcairo size 1100,400 font "sans,10" noenhanced
set output "{output}"
set multiplot layout 1,2
$bars << END
{bars}
END
$growth << END
{growth}
END
set title "CPU, to that of clang++ -fsyntax-only"
set style fill solid 0.8
set boxwidth 0.6
set yrange [0:{top}]
set xrange [-0.6:{last}.6]
set grid ytics
unset key
plot $bars using 0:2:xtic(1) with boxes linecolor rgb "#4477aa", \\
  $bars using 0:2:(sprintf("%.2f", $2)) with labels offset 0,0.6
set title "CPU by number of files"
set xlabel "files"
set ylabel "seconds"
set xrange [0:*]
set yrange [0:*]
set key left top
plot $growth using 1:2 with linespoints title "clang++ -fsyntax-only" linecolor rgb "#888888", \\
  $growth using 1:3 with linespoints title "corolint, cold" linecolor rgb "#4477aa", \\
  $growth using 1:4 with linespoints title "corolint, warm" linecolor rgb "#ee6677"
"""


def plot(comparison, output):
    """Draws the costs into OUTPUT, if gnuplot is there; gives the picture's path."""
    if not shutil.which("gnuplot"):
        return None
    bars = [("-fsyntax-only", 1.0), *bars_of(comparison)]
    script = PLOT.format(
        output=output, last=len(bars) - 1, top=1.15 * max(value for _, value in bars),
        bars="\n".join(f'"{name}" {value:.4f}' for name, value in bars),
        growth="\n".join(f"{size} {parse.cpu:.4f} {cold.cpu:.4f} {warm.cpu:.4f}"
                         for size, parse, cold, warm in growth(comparison)))
    done = subprocess.run(["gnuplot"], input=script, text=True, capture_output=True)
    return output if done.returncode == 0 else None


def bars_of(comparison):
    parse, sample = comparison.parse_cost(comparison.project.sources), comparison.parse_cost(comparison.sample)
    yield "cold", comparison.cost("cold").cpu / parse.cpu
    yield "warm", comparison.cost("warm").cpu / parse.cpu
    for key, name in {"plugin": "plugin", "peer": "clang-tidy"}.items():
        if usage := comparison.cost(key):
            yield name, usage.cpu / sample.cpu
