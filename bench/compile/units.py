"""What is compiled: each unit with the contenders that have one."""
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
RUNTIME = HERE.parent / "runtime"
FLAGS = ["-std=c++20", "-O2", "-march=native", "-DNDEBUG"]
# As bench/CMakeLists.txt compiles them; loops would be no contender without.
FLAGS_OF = {"loops": ["-ffast-math", "-fopenmp-simd"], "eigen": ["-w"]}
CONTENDERS = ("empty", "loops", "ctnn", "eigen")
TITLES = {"empty": "harness alone", "loops": "plain loops", "ctnn": "ctnn", "eigen": "Eigen"}
DEPTHS = (1, 2, 4, 8, 16, 32)
WIDTHS = (1, 4, 16, 64, 256, 1024)


class Unit:
    """A source of each contender, and what it is compiled with beside FLAGS."""

    def __init__(self, title, sources, flags=()):
        self.title, self.sources, self.flags = title, sources, list(flags)

    def of(self, contender):
        """Source and flags; None where the contender has none."""
        source = self.sources.get(contender)
        return source and (source, self.flags + FLAGS_OF.get(contender, []))


def in_harness(title, workload):
    """A contender of the run-time benchmarks, in their harness, with one workload."""
    sources = {name: RUNTIME / "contenders" / f"{name}.cpp" for name in CONTENDERS}
    sources["empty"] = HERE / "empty.cpp"
    return Unit(title, sources, [f"-DBENCH_ONLY={workload}", f"-I{RUNTIME}"])


def alone(title, *flags):
    """The function alone, as a user of each would write it."""
    return Unit(title, {name: HERE / "a3" / f"{name}.cpp" for name in CONTENDERS[1:]}, flags)


def header_alone(folder):
    sources = {}
    for name, header in (("ctnn", "ctnn/ctnn.hpp"), ("eigen", "Eigen/Dense")):
        sources[name] = folder / f"{name}.cpp"
        sources[name].write_text(f"#include <{header}>\n", encoding="utf-8")
    return Unit("the header alone", sources)


WORKLOADS = {"A3": in_harness("A3, forward", "A3"), "A5": in_harness("A5, forward", "A5"),
             "C1": in_harness("C1, a step on 32 samples", "C1s")}
FORWARD = alone("A3, forward, no harness")
TRAINING = alone("A3, a step on one sample, no harness", "-DA3_TRAINING")


def layers(count):
    return f"{count} layer{'s' if count > 1 else ''}"


# By the number that each is drawn at.
BY_DEPTH = {n: in_harness(f"{layers(n)} of width 64", f"stack<{n},64>") for n in DEPTHS}
BY_SIZES = {n: in_harness(f"{layers(n)} of as many widths", f"stack<{n},8,8>") for n in DEPTHS}
BY_WIDTH = {n: in_harness(f"2 layers of width {n}", f"stack<2,{n}>") for n in WIDTHS}


def residual_blocks(count):
    """A training step through that many blocks, with debug information."""
    return Unit(f"{count} residual block{'s' if count > 1 else ''}, a step on one sample, -g",
                {"ctnn": HERE / "residual_blocks.cpp"}, ["-g", f"-DCTNN_BLOCKS={count}"])
