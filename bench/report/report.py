#!/usr/bin/env python3
"""Runs the benchmarks and reports them.

  report.py run --output results.json PROGRAM   measures, into one file in Google Benchmark's format
  report.py table results.json [--markdown]     prints it; fails where a contender's check failed
  report.py plots results.json --output DIR     draws it, as SVG; needs matplotlib
"""
import argparse
import pathlib
import sys

import plots
import run
import table
from results import Results


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    modes = parser.add_subparsers(dest="mode", required=True)

    mode = modes.add_parser("run", help="measure")
    mode.add_argument("program", help="with all contenders: ctnn_bench")
    mode.add_argument("--output", type=pathlib.Path, required=True, metavar="FILE")
    mode.add_argument("--compiler", help="what compiled the program; asked for its version")
    mode.add_argument("--flags", help="what ctnn was compiled with; kept with the results")
    mode.add_argument("--core", type=int, help="to measure on; the last one unless said")
    mode.add_argument("--processes", type=int, choices=range(1, 100), metavar="N", default=3,
                      help="one after another, each with all of it")
    mode.add_argument("--repetitions", type=int, default=8, help="in a process")
    mode.add_argument("--sweep-repetitions", type=int, default=2, help="of square:, outputs: and predict:")
    mode.add_argument("--min-time", type=float, default=0.05, help="seconds of one repetition")

    mode = modes.add_parser("table", help="print")
    mode.add_argument("results", type=pathlib.Path)
    mode.add_argument("--markdown", action="store_true")

    mode = modes.add_parser("plots", help="draw")
    mode.add_argument("results", type=pathlib.Path)
    mode.add_argument("--output", type=pathlib.Path, required=True, metavar="DIR")
    return parser.parse_args()


def main():
    options = parse()
    if options.mode == "run":
        run.run(options)
        return
    try:
        results = Results.read(options.results)
    except (OSError, ValueError, LookupError) as error:
        sys.exit(f"report.py: {options.results} holds no results: {error!r}")
    if options.mode == "plots":
        plots.draw(results, options.output)
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # µs, whatever the locale
        print(table.report(results, options.markdown))
        sys.exit(1 if results.errors else 0)


if __name__ == "__main__":
    main()
