"""Runs the program and merges what they measured into one file."""
import collections
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from results import COUNTERS

# A filter of Google Benchmark: sweeps have many entries and are repeated less often.
SWEEPS = "^(square|outputs|predict):"


def say(text):
    print(text, file=sys.stderr, flush=True)


def pinned(core):
    """What to put before a command so that it stays on one core, and that core."""
    if not shutil.which("taskset") or not hasattr(os, "sched_getaffinity"):
        say("report.py: no taskset here, so not pinned to a core")
        return [], None
    if core is None:  # the first serves interrupts on many machines
        core = max(os.sched_getaffinity(0))
    return ["taskset", "-c", str(core)], core


def count(program, pattern):
    command = [program, "--benchmark_list_tests", "--benchmark_filter=" + pattern]
    try:
        listing = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                 check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"report.py: cannot run {program}: {error}")
    return len(listing.stdout.splitlines())


def measure(prefix, program, pattern, repetitions, min_time):
    """What one program reports of the entries that match."""
    name = pathlib.Path(program).name
    entries = count(program, pattern)
    if entries == 0:
        return {"context": {}, "benchmarks": []}
    say(f"{name}: {entries} entries, {repetitions} times each")
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out.json"
        command = [*prefix, program, "--benchmark_filter=" + pattern,
                   f"--benchmark_repetitions={repetitions}", f"--benchmark_min_time={min_time}",
                   "--benchmark_enable_random_interleaving=true",
                   f"--benchmark_out={out}", "--benchmark_out_format=json"]
        try:
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
        except subprocess.CalledProcessError as error:
            sys.exit(f"{error.stderr}report.py: {name} failed: {error}")
        document = json.loads(out.read_text(encoding="utf-8"))
    say(f"{name}: {time.monotonic() - start:.0f} s")
    return document


def with_medians(benchmarks):
    """Repetitions, entry by entry, each entry with the median over all of its own behind them."""
    entries = collections.defaultdict(list)
    for b in benchmarks:
        if b.get("run_type", "iteration") == "iteration":
            entries[b.get("run_name", b["name"])].append(b)
    made = []
    for name, repetitions in entries.items():
        made += repetitions
        timed = [b for b in repetitions if not b.get("error_occurred")]
        if timed:
            numbers = {key: statistics.median(b[key] for b in timed)
                       for key in ("real_time", "cpu_time", *COUNTERS) if key in timed[0]}
            made.append({**timed[0], **numbers, "name": name + "_median", "run_type": "aggregate",
                         "aggregate_name": "median", "iterations": len(timed)})
    return made


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def version(compiler):
    try:
        text = subprocess.run([compiler, "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return compiler
    return text.splitlines()[0].strip()


def run(options):
    prefix, core = pinned(options.core)
    # By several processes: where pages come to lie in memory is one's luck, and worth some per cent
    # where caches are filled. In turn, so that what is compared was measured at about the same time.
    documents = []
    for _ in range(options.processes):
        documents.append(measure(prefix, options.program, "-" + SWEEPS, options.repetitions,
                                 options.min_time))
        # Of a sweep the shape counts, so that a shorter look at each point is enough.
        documents.append(measure(prefix, options.program, SWEEPS, options.sweep_repetitions,
                                 options.min_time / 2))

    # The processor's caches are in Google Benchmark's own context.
    context = {**documents[0]["context"], "processor": processor()}
    if options.compiler:
        context["compiler"] = version(options.compiler)
    if options.flags:
        context["flags"] = options.flags
    if core is not None:
        context["core"] = core
    merged = {"context": context,
              "benchmarks": with_medians([b for document in documents for b in document["benchmarks"]])}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(merged, indent=1) + "\n", encoding="utf-8")
    say(f"report.py: wrote {options.output}")
