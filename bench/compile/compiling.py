"""Running a compiler, and what that took."""
import collections
import json
import os
import pathlib
import sys
import tempfile

from units import FLAGS

Cost = collections.namedtuple("Cost", "seconds megabytes object_bytes")
INSTANTIATIONS = ("InstantiateClass", "InstantiateFunction")


def run(command):
    """User and system seconds and peak memory in MB of one compiler run."""
    pid = os.spawnvp(os.P_NOWAIT, command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit("measure.py: failed: " + " ".join(command))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def command_of(compiler, includes, unit, contender, target, flags=()):
    """The compiler's command line; later flags overrule FLAGS."""
    source, own = unit.of(contender)
    return [compiler, *FLAGS, *own, *flags, *["-I" + i for i in includes], "-c", str(source), "-o",
            str(target)]


def cost(compiler, includes, unit, contender, repetitions):
    """The least of all runs: whatever else the machine does only adds to it."""
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder) / "unit.o"
        runs = [run(command_of(compiler, includes, unit, contender, target))
                for _ in range(repetitions)]
        return Cost(min(s for s, _ in runs), min(m for _, m in runs), target.stat().st_size)


def instantiations(clang, includes, unit, contender):
    """Classes and functions that Clang instantiates. The instruction set is a fixed one, so that
    the number does not depend on the machine; nothing is optimised, since that comes later."""
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder) / "unit.o"
        # Every event, however short.
        run(command_of(clang, includes, unit, contender, target,
                       ["-O0", "-march=x86-64-v3", "-ftime-trace", "-ftime-trace-granularity=0"]))
        with open(target.with_suffix(".json"), encoding="utf-8") as file:
            return sum(event["name"] in INSTANTIATIONS for event in json.load(file)["traceEvents"])
