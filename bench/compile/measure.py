#!/usr/bin/env python3
"""What compiling costs.

  measure.py table COMPILER...           seconds, peak memory, size of the object and, with Clang,
                                         template instantiations of every unit, beside Eigen, plain
                                         loops and the harness alone; --plot FILE.svg draws them
  measure.py size COMPILER...            the code of A3's inference and training step
  measure.py blocks COMPILER...          fails where 32 residual blocks take over 32 times one
  measure.py instantiations COMPILER...  fails where there are 3 % more than recorded; --record
                                         writes instantiations.json anew, for the versions found here

Each takes --include DIR, as often as needed: ctnn's, Boost's, nlohmann-json's, Eigen's.
"""
import argparse
import pathlib
import sys

import instantiations
import results
import size
from compiling import cost
from units import residual_blocks


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=("table", "size", "blocks", "instantiations"))
    parser.add_argument("compilers", nargs="*")
    parser.add_argument("--include", action="append", default=[], metavar="DIR")
    parser.add_argument("--repetitions", type=int, default=3, help="of each unit, for the table")
    parser.add_argument("--plot", type=pathlib.Path, metavar="FILE.svg")
    parser.add_argument("--output", type=pathlib.Path, metavar="FILE", help="keep what was measured")
    parser.add_argument("--input", type=pathlib.Path, metavar="FILE", help="report what was kept")
    parser.add_argument("--record", action="store_true")
    return parser.parse_intermixed_args()


def check_blocks(compilers, includes):
    for compiler in compilers:
        one, many = (cost(compiler, includes, residual_blocks(n), "ctnn", 1).seconds for n in (1, 32))
        print(f"{compiler}: 1 block {one:.1f} s, 32 blocks {many:.1f} s, {many / one:.1f} times as long")
        if many > 32 * one:
            sys.exit("measure.py: expected at most 32 times the time of one block")


def print_table(options):
    measured = (results.read(options.input) if options.input else
                results.measure(options.compilers, options.include, options.repetitions))
    if options.output:
        results.write(measured, options.output)
    print(results.table(measured))
    if options.plot:
        results.plot(measured, options.plot)


def main():
    options = parse()
    if options.mode == "table":
        print_table(options)
    elif options.mode == "size":
        print(size.table(options.compilers, options.include))
    elif options.mode == "blocks":
        check_blocks(options.compilers, options.include)
    else:
        clang = instantiations.find_clang(options.compilers)
        if clang is None:
            print("skipped: no Clang of the recorded version")
        elif options.record:
            instantiations.record(clang, options.include)
        else:
            instantiations.check(clang, options.include)


if __name__ == "__main__":
    main()
