#!/usr/bin/env python3
"""Seconds and peak memory of compiling ctnn.

  measure.py --include DIR [--include DIR ...] [--check] COMPILER [COMPILER ...]

Prints one table. With --check it compiles one and 32 residual blocks only, and fails where the
32 take more than 32 times the one.
"""
import argparse
import os
import pathlib
import statistics
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
FLAGS = ["-std=c++20", "-O2", "-march=native", "-DNDEBUG", "-c"]


def compile_once(command):
    """User and system seconds and peak memory in MB of one compiler run."""
    pid = os.spawnvp(os.P_NOWAIT, command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit("measure.py: failed: " + " ".join(command))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(compiler, includes, source, flags, repetitions):
    with tempfile.TemporaryDirectory() as folder:
        command = [compiler, *FLAGS, *flags, *["-I" + i for i in includes], str(source), "-o",
                   os.path.join(folder, "unit.o")]
        runs = [compile_once(command) for _ in range(repetitions)]
    return statistics.median(s for s, _ in runs), max(m for _, m in runs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("compilers", nargs="+")
    options = parser.parse_args()
    a3, blocks = HERE / "a3.cpp", HERE / "residual_blocks.cpp"

    if options.check:
        for compiler in options.compilers:
            one, _ = measure(compiler, options.include, blocks, ["-g", "-DCTNN_BLOCKS=1"], 1)
            many, _ = measure(compiler, options.include, blocks, ["-g", "-DCTNN_BLOCKS=32"], 1)
            print(f"{compiler}: 1 block {one:.1f} s, 32 blocks {many:.1f} s, {many / one:.1f} times as long")
            if many > 32 * one:
                sys.exit("measure.py: expected at most 32 times the time of one block")
        return

    with tempfile.TemporaryDirectory() as folder:
        header = pathlib.Path(folder) / "header.cpp"
        header.write_text("#include <ctnn/ctnn.hpp>\n")
        units = [("the header alone", header, []),
                 ("A3 (18-64-64-4 tanh), forward", a3, []),
                 ("A3, forward and training", a3, ["-DCTNN_TRAINING"]),
                 ("A3, forward and training, -g", a3, ["-DCTNN_TRAINING", "-g"])]
        units += [(f"{n} residual block{'s' if n > 1 else ''}, training, -g", blocks, ["-g", f"-DCTNN_BLOCKS={n}"])
                  for n in (1, 2, 4, 8, 16, 32)]
        print("| translation unit | " + " | ".join(options.compilers) + " |")
        print("| --- |" + " --- |" * len(options.compilers))
        for name, source, flags in units:
            cells = []
            for compiler in options.compilers:
                seconds, memory = measure(compiler, options.include, source, flags, options.repetitions)
                cells.append(f"{seconds:.1f} s, {memory:.0f} MB")
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
