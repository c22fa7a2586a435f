"""What was measured, by workload and contender; read from Google Benchmark's JSON."""
import collections
import json
import statistics

# Each workload of runtime/workload.hpp.
WORKLOADS = {
    "A1": "2-3-1 sigmoid",
    "A2": "4-16-16-2 tanh",
    "A3": "18-64-64-4 tanh",
    "A4": "18-64-64-4 relu",
    "A5": "784-128-10 relu, softmax",
    "A6": "64-256-256-64 relu",
    "B1": "2-3-1 sigmoid, SGD",
    "B2": "18-64-64-4 tanh, SGD",
    "B3": "784-128-10 relu, softmax, SGD",
    "C1s": "784-128-10, batch 32, SGD",
    "C1a": "784-128-10, batch 32, Adam",
    "C2": "18-64-64-4 tanh, batch 256, Adam",
    "C3f": "8-64-64-64-1 relu, batch 1024, forward",
    "C3": "8-64-64-64-1 relu, batch 1024, gradients",
}
OWN = ("ctnn", "ctnn-O2", "ctnn-bfloat16", "ctnn-O2-bfloat16")
LIMIT = "limit"
NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
COUNTERS = {"p50", "p99", "p99.9", "per_second", "clock"}


def split(name):
    """('latency:A3', 'ctnn') of latency:A3/ctnn/iterations:1."""
    workload, _, rest = name.partition("/")
    return workload, rest.partition("/")[0]


class Results:
    """Medians over repetitions, taken here: there are no aggregates of a single repetition."""

    def __init__(self, document):
        self.context = document.get("context", {})
        self.errors = {}  # (workload, contender): message
        samples = collections.defaultdict(lambda: collections.defaultdict(list))
        for entry in document["benchmarks"]:
            key = split(entry.get("run_name", entry["name"]))
            if entry.get("error_occurred"):
                self.errors[key] = entry.get("error_message", "failed")
            elif entry.get("run_type", "iteration") == "iteration":
                samples[key]["time"].append(entry["real_time"] * NANOSECONDS[entry["time_unit"]])
                for counter in entry.keys() & COUNTERS:
                    samples[key][counter].append(entry[counter])
        self._medians = {
            key: {what: statistics.median(values) for what, values in all_of.items()}
            for key, all_of in samples.items() if not self.wrong(*key)}

    @classmethod
    def read(cls, path):
        with open(path, encoding="utf-8") as file:
            return cls(json.load(file))

    def wrong(self, workload, contender):
        """Whether its check failed. Latency and single calls have none of their own."""
        return any((name, contender) in self.errors for name in (workload, workload.partition(":")[2]))

    def get(self, workload, contender, what="time"):
        """A median, in ns where it is a time; None where it was not measured or is wrong."""
        return self._medians.get((workload, contender), {}).get(what)

    def workloads(self):
        return {workload for workload, _ in self._medians}

    def contenders(self):
        return {contender for _, contender in self._medians} - {LIMIT, *OWN}

    def best_other(self, workload, what="time"):
        """The contender that is best, ctnn itself apart; None where there is no other."""
        others = [(value, name) for name in self.contenders()
                  if (value := self.get(workload, name, what)) is not None]
        return min(others)[1] if others else None

    def per_second(self, figure):
        return self.get("machine:" + figure, LIMIT, "per_second")

    def machine(self):
        """Where this was measured, in one line."""
        parts = [self.context.get(key) for key in ("processor", "compiler", "flags")]
        return "; ".join(part for part in parts if part)
