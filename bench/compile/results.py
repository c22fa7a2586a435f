"""Measuring every unit, and the table and the plot of it."""
import json
import pathlib
import sys
import tempfile

from compiling import Cost, cost, instantiations
from units import (BY_DEPTH, BY_SIZES, BY_WIDTH, CONTENDERS, FORWARD, TITLES, TRAINING, WORKLOADS,
                   header_alone, residual_blocks)

COLOURS = {"empty": "#9AA5B1", "loops": "#D55E00", "ctnn": "#0072B2", "eigen": "#009E73"}
MARKERS = {"empty": "x", "loops": "v", "ctnn": "o", "eigen": "^"}
PLOTS = (("layers, all of width 64", BY_DEPTH), ("layers, each 8 wider than the last", BY_SIZES),
         ("width of both of two layers", BY_WIDTH))


def all_units(folder):
    return [header_alone(folder), FORWARD, TRAINING, *WORKLOADS.values(), *BY_DEPTH.values(),
            *BY_SIZES.values(), *BY_WIDTH.values(), *map(residual_blocks, (1, 2, 4, 8, 16, 32))]


def measure(compilers, includes, repetitions):
    """{unit: {compiler: {contender: [seconds, MB, bytes, instantiations or null]}}}"""
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for unit in all_units(pathlib.Path(folder)):
            of_unit = results.setdefault(unit.title, {})
            for compiler in compilers:
                print(f"measure.py: {unit.title}, {compiler}", file=sys.stderr)
                of_unit[compiler] = {
                    name: [*cost(compiler, includes, unit, name, repetitions),
                           instantiations(compiler, includes, unit, name) if "clang" in compiler else None]
                    for name in CONTENDERS if unit.of(name)}
    return results


def cell(values):
    if not values:
        return ""
    one = Cost(*values[:3])
    text = f"{one.seconds:.2f} s, {one.megabytes:.0f} MB, {one.object_bytes / 1024:.0f} KB"
    return text if values[3] is None else f"{text}, {values[3]:,}"


def table(results):
    lines = ["| unit | compiler | " + " | ".join(TITLES[name] for name in CONTENDERS) + " |",
             "| --- | --- |" + " --- |" * len(CONTENDERS)]
    for title, of_unit in results.items():
        for compiler, of_compiler in of_unit.items():
            cells = " | ".join(cell(of_compiler.get(name)) for name in CONTENDERS)
            lines.append(f"| {title} | {compiler} | {cells} |")
    return "\n".join(lines)


def plot(results, path):
    """Seconds by depth and by width."""
    try:
        import matplotlib
        matplotlib.use("svg")
        from matplotlib import pyplot
    except ImportError as error:
        print(f"measure.py: no plot: {sys.executable} has no matplotlib: {error}", file=sys.stderr)
        return
    compilers = list(next(iter(results.values())))
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "ctnn", "font.size": 10,
                                "axes.spines.top": False, "axes.spines.right": False,
                                "axes.titlesize": 10, "legend.frameon": False}):
        figure, grid = pyplot.subplots(len(compilers), len(PLOTS), layout="constrained", squeeze=False,
                                       sharey=True, figsize=(12, 3.6 * len(compilers)))
        for row, compiler in zip(grid, compilers):
            for axes, (label, units) in zip(row, PLOTS):
                for name in CONTENDERS:
                    points = [(n, results[unit.title][compiler][name][0]) for n, unit in units.items()]
                    axes.plot(*zip(*points), label=TITLES[name], color=COLOURS[name],
                              marker=MARKERS[name], markersize=5)
                axes.set_xscale("log", base=4 if units is BY_WIDTH else 2)
                axes.set_xticks(list(units), map(str, units))
                axes.minorticks_off()
                axes.set_yscale("log")
                axes.set_yticks([0.5, 1, 2, 4, 8, 16], ["0.5", "1", "2", "4", "8", "16"])
                axes.set_xlabel(label)
                axes.grid(color="#E5E5E5")
            row[0].set_ylabel(f"seconds, {compiler} -O2")
        grid[0][0].legend(loc="upper left")
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None})
    print(f"measure.py: wrote {path}", file=sys.stderr)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def write(results, path):
    path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
