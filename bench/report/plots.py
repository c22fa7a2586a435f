"""Draws results as SVG."""
import functools
import itertools
import sys

from results import LIMIT, WORKLOADS

# In the order of bars and legends.
CONTENDERS = ("libxsmm", "eigen", "onednn", "loops-columns", "loops-rows", "torch")
# Okabe and Ito's colours, which the colour-blind tell apart, each with a marker of its own; the
# last are for a contender that is not listed above.
COLOURS = ("#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#999999", "#000000")
MARKERS = ("s", "^", "D", "v", "P", "X", "*")
OWN, OTHERS, FLOOR = "#0072B2", "#9AA5B1", "#DDE1E6"
STYLE = {"svg.fonttype": "none", "svg.hashsalt": "ctnn", "font.size": 10, "axes.spines.top": False,
         "axes.spines.right": False, "axes.titlesize": 10, "axes.titleweight": "bold",
         "axes.titlelocation": "left", "legend.frameon": False, "axes.axisbelow": True,
         "grid.color": "#E5E5E5", "figure.facecolor": "white"}
# Text that no line crosses.
PLAIN = {"va": "center", "fontsize": 8, "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.8}}
CUT = 3.0  # where bars end: what takes longer is said in figures


def contenders(results, workloads):
    """Those with a time for any of these workloads, the known ones first."""
    others = sorted(results.contenders(), key=lambda name: (
        CONTENDERS.index(name) if name in CONTENDERS else len(CONTENDERS), name))
    return [name for name in others if any(results.get(w, name) for w in workloads)]


def line_style(name):
    if name == "ctnn":
        return {"color": OWN, "marker": "o", "linewidth": 2.2, "zorder": 3}
    at = CONTENDERS.index(name) if name in CONTENDERS else -1
    return {"color": COLOURS[at], "marker": MARKERS[at], "linewidth": 1.2}


def times(factor):
    return f"{factor:.2f}" if factor < 10 else f"{factor:.0f}"


def bars_of(axes, results, workload, rows):
    """One workload: the time of each row over ctnn's."""
    own = results.get(workload, "ctnn")
    for at, name in enumerate(rows):
        time = results.get(workload, name)
        if not (own and time):
            reason = ("wrong" if results.wrong(workload, name) else
                      "not measured" if not time else "nothing to compare with")
            axes.text(0.03, at, reason, color="#777777", **PLAIN)
            continue
        factor = time / own
        colour = OWN if name == "ctnn" else FLOOR if name == LIMIT else OTHERS
        axes.barh(at, min(factor, CUT), color=colour, height=0.72)
        if factor > CUT:  # a torn end
            axes.text(CUT - 0.05, at, "//", va="center", ha="right", color="white", weight="bold")
        axes.text(min(factor, CUT) + 0.04, at, times(factor), **PLAIN)
    axes.axvline(1, color=OWN, linewidth=1, linestyle=(0, (2, 2)), zorder=0.8)
    axes.set_xlim(0, CUT + 0.45)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_title(f"{workload}  ", loc="left")
    axes.set_title(WORKLOADS[workload], loc="right", fontsize=8.5, weight="normal")
    axes.set_yticks(range(len(rows)))
    axes.set_xticks([0, 1, 2, 3])
    axes.tick_params(length=0, labelsize=8.5)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.grid(axis="x")


def bars(pyplot, results):
    """A column of plots for each kind of work, all with the same rows and the same scale."""
    rows = [LIMIT, "ctnn", *contenders(results, WORKLOADS)]
    columns = {"A": "One sample", "B": "Training on one sample", "C": "Batches"}
    names = {kind: [w for w in WORKLOADS if w.startswith(kind)] for kind in columns}
    height = max(map(len, names.values()))
    figure, grid = pyplot.subplots(height, len(columns), layout="constrained", squeeze=False,
                                   figsize=(11, height * (0.62 + 0.175 * len(rows)) + 0.8))
    for column, (kind, caption) in enumerate(columns.items()):
        for row in range(height):
            axes = grid[row, column]
            if row >= len(names[kind]):
                axes.set_axis_off()
                continue
            bars_of(axes, results, names[kind][row], rows)
            axes.set_yticklabels(rows if column == 0 else [])
            if row == 0:
                axes.annotate(caption, (0, 1), (0, 22), xycoords="axes fraction",
                              textcoords="offset points", fontsize=12, weight="bold")
    note = f"Time over ctnn's time: less is faster.\nBars are cut at {CUT:.0f}.\n\n"
    grid[height - 1, 1].text(0, 0, note + results.machine().replace("; ", "\n"), fontsize=9,
                             va="bottom", linespacing=1.5)
    return figure


# What each sweep goes over, and the multiply-adds of one sample.
SWEEPS = {"square": ("width of a square layer with relu", lambda width: width * width),
          "outputs": ("outputs of a layer of 64 inputs", lambda outputs: 64 * outputs)}


def sweep(pyplot, results, kind, batch):
    """Layers of many sizes: who is faster, and what a multiply-add costs."""
    caption, multiply_adds = SWEEPS[kind]
    found = [w.split(":") for w in results.workloads() if w.startswith(f"{kind}:")]
    widths = sorted(int(width) for _, width, of in found if int(of) == batch)
    names = {width: f"{kind}:{width}:{batch}" for width in widths}
    figure, (upper, lower) = pyplot.subplots(2, 1, sharex=True, layout="constrained", figsize=(9, 8),
                                             gridspec_kw={"height_ratios": [2, 3]})

    others = contenders(results, names.values())
    ratios = [(width, results.get(name, best) / own) for width, name in names.items()
              if (own := results.get(name, "ctnn")) and (best := results.best_other(name))]
    if ratios:
        upper.plot(*zip(*ratios), color=OWN, marker="o", markersize=5)
    upper.axhline(1, color="black", linewidth=0.8)
    upper.set_ylim(0, max([1.5, *(ratio for _, ratio in ratios)]) * 1.1)
    upper.set_title("Best other contender's time over ctnn's: above 1, ctnn is faster")

    for name in [*others, "ctnn"]:
        points = [(width, time / (multiply_adds(width) * batch)) for width in widths
                  if (time := results.get(names[width], name))]
        if points:
            lower.plot(*zip(*points), label=name, markersize=4.5, **line_style(name))
    if peak := results.per_second("fma_peak"):
        lower.axhline(2e9 / peak, color="black", linewidth=1, linestyle="--", label="peak of multiply-adds")
    lower.set_yscale("log")
    lower.yaxis.set_major_formatter("{x:g}")
    lower.set_title("ns per multiply-add")
    lower.legend(loc="upper right")
    lower.set_xscale("log", base=2)
    ticks = [width for width in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512) if widths[0] <= width <= widths[-1]]
    lower.set_xticks(ticks, map(str, ticks))
    lower.minorticks_off()
    samples = "one sample" if batch == 1 else f"{batch} samples"
    lower.set_xlabel(f"{caption}, forward, {samples}")
    for axes in (upper, lower):
        axes.grid()
    return figure


def predict(pyplot, results):
    """Any number of samples at once: what each takes."""
    counts = sorted(int(w.split(":")[1]) for w in results.workloads() if w.startswith("predict:"))
    names = [f"predict:{count}" for count in counts]
    figure, axes = pyplot.subplots(layout="constrained", figsize=(9, 4.5))
    highest = {}
    for contender in [*contenders(results, names), "ctnn"]:
        points = [(count, time / count) for count in counts
                  if (time := results.get(f"predict:{count}", contender))]
        if points:
            axes.plot(*zip(*points), label=contender, markersize=3, **line_style(contender))
            highest[contender] = max(each for _, each in points)
    # Whoever takes many times as long for few samples would leave no room for the rest.
    top = min(max(highest.values(), default=1), 2.5 * highest.get("ctnn", float("inf")))
    axes.set_ylim(0, 1.08 * top)
    axes.set_xlim(0, counts[-1] + 1)
    axes.set_title(f"ns per sample: {WORKLOADS['A3']}, forward")
    axes.set_xlabel("samples at once")
    axes.legend(loc="upper right")
    axes.grid()
    return figure


def draw(results, folder):
    try:
        import matplotlib
        matplotlib.use("svg")
        from matplotlib import pyplot
    except ImportError as error:
        print(f"report.py: no plots: {sys.executable} has no matplotlib (Debian's python3-matplotlib): "
              f"{error}", file=sys.stderr)
        return
    measured = results.workloads()
    figures = {"bars.svg": lambda: bars(pyplot, results)}
    for kind, batch in itertools.product(SWEEPS, (1, 32)):
        if any(w.startswith(f"{kind}:") and w.endswith(f":{batch}") for w in measured):
            figures[f"{kind}_{batch}.svg"] = functools.partial(sweep, pyplot, results, kind, batch)
    if any(w.startswith("predict:") for w in measured):
        figures["predict.svg"] = lambda: predict(pyplot, results)

    folder.mkdir(parents=True, exist_ok=True)
    with matplotlib.rc_context(STYLE):
        for name, figure in figures.items():
            # Without its date, the same results are the same file.
            figure().savefig(folder / name, metadata={"Date": None})
            print(f"report.py: wrote {folder / name}", file=sys.stderr)
