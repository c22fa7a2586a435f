#!/usr/bin/env python3
"""What the machine code of a source's functions is made of, at -O2 and at -O3.

  check.py SOURCE COMPILER [FLAG ...]

Fails where the object refers to the heap or to another library's functions, where hot code (see
hot_code.py) calls or keeps a vector on the stack, or where it is in fewer places than the source
says:
// HOT PLACES: n
With AVX-512 where registers are not halved, also where its multiply-adds read by an index if the
source says
// WITHOUT INDEX
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from hot_code import hot_code

# What belongs to functions that let no exception out. Nothing clears memory: scratch is not set.
EXPECTED = {"__gxx_personality_v0", "__cxa_begin_catch", "_ZSt9terminatev", "_Unwind_Resume",
            "_GLOBAL_OFFSET_TABLE_", "__stack_chk_fail"}
# The rules of include/ctnn/base/config.hpp: macros, the letter of the widest registers, and
# whether one instruction multiplies and adds.
TARGETS = [({"__AVX512F__", "__AVX512BW__", "__AVX512DQ__"}, "z", True), ({"__AVX2__", "__FMA__"}, "y", True),
           ({"__AVX__"}, "y", False), ({"__SSE2__"}, "x", False)]
# Processors that work on the widest registers in halves. On those a multiply-add delays the store of
# what it makes, so that an update is a product and a sum: is_halved in include/ctnn/simd/.
HALVING = {"__znver3__", "__znver4__"}


def symbol_faults(undefined):
    """Of what `nm -u` writes, the symbols that such code has no reason for."""
    names = [line.split()[-1] for line in undefined.splitlines() if line.strip()]
    return [f"refers to {name}" for name in names if name.split("@")[0] not in EXPECTED]


def hot_faults(text, least, width, fused, halved=False, by_index=True):
    """What is wrong with the hot code of a disassembly, which is to be in `least` places, and where
    multiply-adds may read by an index."""
    places = hot_code(text)
    apart = [place for place in places
             if fused and not place.is_fused and not (halved and place.stores_each_sum)]
    faults = [f"{fault}, in {place}" for place in places for fault in place.faults()]
    if not by_index:
        faults += [f"reads by an index: {i.name} {i.operands}, in {place}"
                   for place in places for i in place.multiply_adds_by_index]
    if len(places) < least:
        faults.append(f"is hot in {len(places)} places; expected {least}")
    elif apart:
        faults += [f"multiplies and adds in two instructions, in {place}" for place in apart]
    elif not any(width in place.widths for place in places):
        faults.append(f"no multiplication of {width}mm registers in hot code")
    return faults


def output_of(command):
    made = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if made.returncode != 0:
        sys.exit(f"check.py: failed: {' '.join(command)}\n{made.stderr}")
    return made.stdout


def main():
    source, *compiler = sys.argv[1:]
    missing = [tool for tool in ("objdump", "nm") if shutil.which(tool) is None]
    if missing:
        print(f"skipped: no {missing[0]}")
        return
    defined = output_of([*compiler, "-dM", "-E", "-x", "c++", os.devnull])
    macros = {line.split()[1] for line in defined.splitlines()}
    target = next(((width, fused) for needed, width, fused in TARGETS if needed <= macros), None)
    if target is None:
        print("skipped: not the instructions of x86-64")
        return
    halved = target[0] == "z" and not HALVING.isdisjoint(macros)
    rules = pathlib.Path(source).read_text(encoding="utf-8")
    least = int(re.search(r"^// HOT PLACES: (\d+)", rules, re.M)[1])
    by_index = target[0] != "z" or halved or re.search(r"^// WITHOUT INDEX$", rules, re.M) is None

    failed = False
    for level in ("-O2", "-O3"):
        with tempfile.TemporaryDirectory() as folder:
            unit = os.path.join(folder, "unit.o")
            # Contracts call what reports them.
            output_of([*compiler, "-std=c++20", "-DNDEBUG", level, "-c", source, "-o", unit])
            text = output_of(["objdump", "-d", "--no-show-raw-insn", unit])
            faults = symbol_faults(output_of(["nm", "-u", unit])) + hot_faults(text, least, *target, halved, by_index)
        print(f"{level}: hot in {len(hot_code(text))} places, {len(faults)} faults", *faults, sep="\n")
        failed |= bool(faults)
    sys.exit(failed)


if __name__ == "__main__":
    main()
