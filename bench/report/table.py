"""Prints results, as text or as markdown."""
from results import LIMIT, WORKLOADS

NOTHING = "–"
WRONG = "wrong"
# The headings of columns of words; the others are numbers, to the right.
WORDS = {"", "network, work", "best other"}


def number(value):
    if value is None:
        return NOTHING
    return f"{value:.0f}" if value >= 1000 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def ratio(numerator, denominator):
    return f"{numerator / denominator:.2f}" if numerator is not None and denominator else NOTHING


class Cells:
    """The cells of one workload, in its unit."""

    def __init__(self, results, workload, scale=1.0):
        self._results, self._workload, self._scale = results, workload, scale

    def of(self, contender, what="time"):
        if self._results.wrong(self._workload, contender):
            return WRONG
        value = self._results.get(self._workload, contender, what)
        return number(None if value is None else value / self._scale)

    def ratio(self, numerator, denominator):
        return ratio(self._results.get(self._workload, numerator),
                     self._results.get(self._workload, denominator))


def times(results):
    header = ["", "network, work", "", "limit", "ctnn", "best other", "time", "limit/ctnn",
              "best/ctnn", "ctnn -O2", "O2/O3"]
    rows = []
    for name, description in WORKLOADS.items():
        unit, scale = ("µs", 1e3) if name.startswith("C") else ("ns", 1)
        cells, best = Cells(results, name, scale), results.best_other(name)
        rows.append([name, description, unit, cells.of(LIMIT), cells.of("ctnn"), best or NOTHING,
                     cells.of(best), cells.ratio(LIMIT, "ctnn"), cells.ratio(best, "ctnn"),
                     cells.of("ctnn-O2"), cells.ratio("ctnn-O2", "ctnn")])
    return header, rows


def latencies(results):
    header = ["", "ctnn", "best other", "latency", "best/ctnn"]
    rows = []
    for name in one_sample():
        workload = "latency:" + name
        cells, best = Cells(results, workload), results.best_other(workload)
        rows.append([name, cells.of("ctnn"), best or NOTHING, cells.of(best), cells.ratio(best, "ctnn")])
    return header, rows


def single_calls(results):
    shares = ["p50", "p99", "p99.9"]
    header = ["", *("ctnn " + share for share in shares), "best other", *shares]
    rows = []
    for name in one_sample():
        workload = "calls:" + name
        cells, best = Cells(results, workload), results.best_other(workload, "p50")
        rows.append([name, *(cells.of("ctnn", share) for share in shares), best or NOTHING,
                     *(cells.of(best, share) for share in shares)])
    return header, rows


def narrow(results):
    header = ["", "network, work", "limit", "ctnn", "ctnn-bfloat16", "limit/ctnn-bfloat16", "ctnn/ctnn-bfloat16"]
    rows = []
    for name, description in WORKLOADS.items():
        if results.get(name, "ctnn-bfloat16") or results.wrong(name, "ctnn-bfloat16"):
            cells = Cells(results, name)
            rows.append([name, description, cells.of(LIMIT), cells.of("ctnn"), cells.of("ctnn-bfloat16"),
                         cells.ratio(LIMIT, "ctnn-bfloat16"), cells.ratio("ctnn", "ctnn-bfloat16")])
    return header, rows


def one_sample():
    return [name for name in WORKLOADS if name[0] in "AB"]


def machine(results):
    """The rates that the limits are computed from, as far as they were measured."""
    def listed(heading, kind):
        rates = [f"{level} {rate / 1e9:.0f}" for level in ("L1", "L2", "L3")
                 if (rate := results.per_second(f"{kind}_{level}"))]
        return f"{heading} in GB/s: {', '.join(rates)}" if rates else None
    peak, of_a_tile = results.per_second("fma_peak"), results.per_second("fma_of_a_tile")
    loads = f", {of_a_tile / 1e9:.0f} with the loads of a product's tile" if of_a_tile else ""
    parts = [f"multiply-adds at {peak / 1e9:.0f} GFLOP/s{loads}" if peak else None,
             listed("loads", "load"), listed("stores", "store"), listed("copies in place", "copy"),
             clocks(results)]
    return "; ".join(part for part in parts if part)


def clocks(results):
    """Which workloads have less than the clock of multiply-adds alone, and what part of it."""
    lowered = [f"{name} {clock:.2f}" for name in WORKLOADS
               if (clock := results.get(name, LIMIT, "clock")) and clock < 0.99]
    return f"clock, of that of multiply-adds alone: {', '.join(lowered)}" if lowered else None


def layout(header, rows, markdown):
    widths = [max(3, *map(len, column)) for column in zip(header, *rows)]

    def line(cells):
        padded = [cell.ljust(width) if heading in WORDS else cell.rjust(width)
                  for cell, width, heading in zip(cells, widths, header)]
        return f"| {' | '.join(padded)} |" if markdown else "  ".join(padded).rstrip()

    end = "-:" if markdown else "--"
    rule = ["-" * width if heading in WORDS else "-" * (width - 2) + end
            for width, heading in zip(widths, header)]
    return "\n".join(map(line, [header, rule, *rows]))


def report(results, markdown=False):
    sections = [results.machine(), machine(results)]
    captioned = [("Medians; limit is what the machine's arithmetic and caches allow.", times(results)),
                 ("Weights stored in 16 bits, in ns; the limit is that of 32.", narrow(results)),
                 ("Latency in ns: each input depends on the output before.", latencies(results)),
                 ("Single calls in ns: their 50th, 99th and 99.9th percentiles.", single_calls(results))]
    for caption, (header, rows) in captioned:
        if not rows:
            continue
        sections += [caption, layout(header, rows, markdown)]
    if results.errors:
        lines = [f"- {workload}/{contender}: {message}"
                 for (workload, contender), message in sorted(results.errors.items())]
        sections.append("\n".join(["Failed checks:"] + ([""] if markdown else []) + lines))
    return "\n\n".join(section for section in sections if section)
