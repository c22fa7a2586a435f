#!/usr/bin/env python3
"""The report of the benchmarks, on results made by hand."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

REPORT = pathlib.Path(__file__).resolve().parents[2] / "bench" / "report"
sys.path.insert(0, str(REPORT))

import run
import table
from results import WORKLOADS, Results, split


def entries(name, times, unit="ns", **counters):
    """What Google Benchmark writes of one benchmark: its repetitions, then an aggregate."""
    common = {"run_name": name, "time_unit": unit, **counters}
    repetitions = [{**common, "name": name, "run_type": "iteration", "real_time": t} for t in times]
    # Far off, so that whoever counts an aggregate as a repetition is found out.
    aggregates = [{**common, "name": f"{name}_{kind}", "run_type": "aggregate", "aggregate_name": kind,
                   "real_time": 1e9} for kind in ("mean", "median")]
    return repetitions + aggregates


def failure(name, message):
    return [{"name": name, "run_name": name, "run_type": "iteration", "error_occurred": True,
             "error_message": message, "real_time": 0.0, "time_unit": "ns"}]


RIGHT = [
    *entries("A3/limit/iterations:1/manual_time", [100.0], clock=0.995),
    *entries("A3/ctnn", [130.0, 120.0, 900.0]),
    *entries("A3/ctnn-O2", [143.0]),
    *entries("A3/eigen", [195.0, 196.0, 194.0]),
    *entries("A3/loops-rows", [0.26], unit="us"),
    *entries("latency:A3/ctnn", [180.0]),
    *entries("latency:A3/eigen", [270.0]),
    *entries("latency:A3/loops-rows", [225.0]),
    *entries("calls:A3/ctnn/iterations:1", [5e6], **{"p50": 131.0, "p99": 150.5, "p99.9": 1200.0}),
    *entries("calls:A3/eigen/iterations:1", [4e6], **{"p50": 200.0, "p99": 220.0, "p99.9": 300.0}),
    *entries("C2/limit/iterations:1/manual_time", [70000.0, 70000.0], clock=0.927),
    *entries("C2/ctnn", [80000.0]),
    *entries("C2/libxsmm", [100.0], unit="us"),
    *entries("C2/eigen", [101.0], unit="us"),
    *entries("machine:fma_peak/limit/manual_time", [1.0], per_second=117e9),
    *entries("machine:fma_of_a_tile/limit/manual_time", [1.0], per_second=98e9),
    *entries("machine:load_L1/limit/iterations:1/manual_time", [1.0], per_second=236e9),
]
WRONG = [
    *failure("A3/loops-rows", "output 3: expected 1, found 2"),
    *entries("latency:A3/loops-rows", [1.0]),
    *entries("A3/eigen", [200.0]),
    *entries("A3/ctnn", [100.0]),
    *failure("C2/ctnn", "loss before step: expected 0.5, found 0.7"),
    *failure("C2/ctnn", "loss before step: expected 0.5, found 0.7"),
]


def results(benchmarks, **context):
    return Results({"context": context, "benchmarks": benchmarks})


def row(made, name):
    """The cells of one row by heading; a heading that is empty or repeats is its position."""
    header, rows = made
    cells = next(cells for cells in rows if cells[0] == name)
    return {heading if heading and header.count(heading) == 1 else at: cell
            for at, (heading, cell) in enumerate(zip(header, cells))}


class Names(unittest.TestCase):
    def test_options_are_no_part_of_a_name(self):
        self.assertEqual(split("A3/limit/iterations:1/manual_time"), ("A3", "limit"))
        self.assertEqual(split("square:64:32/loops-rows"), ("square:64:32", "loops-rows"))

    def test_medians_are_over_all_processes(self):
        made = run.with_medians(entries("A3/ctnn", [1.0, 2.0], p50=7.0) + failure("A3/eigen", "output") +
                                entries("A3/ctnn", [9.0, 4.0], p50=8.0))
        self.assertEqual([b["name"] for b in made], ["A3/ctnn"] * 4 + ["A3/ctnn_median", "A3/eigen"])
        self.assertEqual((made[4]["real_time"], made[4]["p50"]), (3.0, 7.5))
        self.assertEqual(made[4]["aggregate_name"], "median")


class Tables(unittest.TestCase):
    def test_medians_and_ratios(self):
        cells = row(table.times(results(RIGHT)), "A3")
        self.assertEqual(cells, {
            0: "A3", "network, work": WORKLOADS["A3"], 2: "ns", "limit": "100.0", "ctnn": "130.0",
            "best other": "eigen", "time": "195.0", "limit/ctnn": "0.77", "best/ctnn": "1.50",
            "ctnn -O2": "143.0", "O2/O3": "1.10"})

    def test_batches_are_in_microseconds(self):
        cells = row(table.times(results(RIGHT)), "C2")
        self.assertEqual([cells[2], cells["ctnn"], cells["best other"], cells["time"], cells["best/ctnn"]],
                         ["µs", "80.0", "libxsmm", "100.0", "1.25"])

    def test_what_was_not_measured(self):
        header, rows = table.times(results(RIGHT))
        self.assertEqual([cells[0] for cells in rows], list(WORKLOADS))
        self.assertEqual(set(row((header, rows), "B2").values()) - {"B2", "ns", WORKLOADS["B2"]}, {table.NOTHING})

    def test_latency_has_a_best_of_its_own(self):
        cells = row(table.latencies(results(RIGHT)), "A3")
        self.assertEqual(list(cells.values()), ["A3", "180.0", "loops-rows", "225.0", "1.25"])

    def test_single_calls_are_percentiles(self):
        cells = row(table.single_calls(results(RIGHT)), "A3")
        self.assertEqual(list(cells.values()),
                         ["A3", "131.0", "150.5", "1200", "eigen", "200.0", "220.0", "300.0"])

    def test_wrong_contenders_are_never_best(self):
        wrong = results(WRONG)
        self.assertEqual(row(table.times(wrong), "A3")["best/ctnn"], "2.00")
        self.assertEqual(row(table.latencies(wrong), "A3")["best other"], table.NOTHING)

    def test_ctnn_itself_can_be_wrong(self):
        cells = row(table.times(results(WRONG)), "C2")
        self.assertEqual([cells["ctnn"], cells["limit/ctnn"]], [table.WRONG, table.NOTHING])

    def test_markdown_says_the_same(self):
        text, markdown = (table.report(results(WRONG), kind) for kind in (False, True))
        words = [[line.replace("|", " ").split() for line in kind.splitlines() if "--" not in line and line]
                 for kind in (text, markdown)]
        self.assertEqual(*words)
        rows = [line for line in markdown.splitlines() if line.startswith("|")]
        self.assertTrue(all(line.endswith("|") for line in rows))
        self.assertIn("---:", rows[1])

    def test_the_machine_comes_first(self):
        lines = table.report(results(RIGHT, processor="Some CPU", compiler="g++ 12", flags="-O3")).splitlines()
        self.assertEqual(lines[0], "Some CPU; g++ 12; -O3")
        self.assertEqual(lines[2], "multiply-adds at 117 GFLOP/s, 98 with the loads of a product's tile; "
                                   "loads in GB/s: L1 236; "
                                   "clock, of that of multiply-adds alone: C2 0.93")


class Program(unittest.TestCase):
    def table_of(self, text):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "results.json"
            file.write_text(text, encoding="utf-8")
            return subprocess.run([sys.executable, REPORT / "report.py", "table", file], capture_output=True,
                                  encoding="utf-8", check=False)

    def test_fails_where_a_check_failed_and_says_which(self):
        made = self.table_of(json.dumps({"context": {}, "benchmarks": WRONG}))
        self.assertEqual(made.returncode, 1)
        self.assertEqual(made.stdout.count("C2/ctnn: loss before step: expected 0.5, found 0.7"), 1)
        self.assertIn("A3/loops-rows: output 3: expected 1, found 2", made.stdout)
        self.assertEqual(self.table_of(json.dumps({"context": {}, "benchmarks": RIGHT})).returncode, 0)

    def test_what_is_no_results_is_one_sentence(self):
        for text in ("{", "{}"):
            made = self.table_of(text)
            self.assertEqual(made.returncode, 1)
            self.assertEqual(len(made.stderr.splitlines()), 1, made.stderr)


if __name__ == "__main__":
    unittest.main()
