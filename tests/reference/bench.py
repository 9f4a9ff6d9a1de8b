"""Times LaMo.MLNet against the plain PyTorch program, the two in turn. Run by eng/bench.sh.

Usage: bench.py --ours PROGRAM [--json FOLDER] [--seconds S] [--repetitions R] [--threads N] [--tasks TASK,…] [--tuned] [--device D] [--precision P] [CASE…]
"""

import argparse
import json
import os
from pathlib import Path
import statistics
import subprocess
import sys
import time

CASES = ["dt", "lamo-mini", "lamo-gpt2"]
BY_DEFAULT_CASES = ["dt", "lamo-mini"]
BY_DEFAULT_TASKS = ["train", "score", "act"]
KEEP_FREED_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "8589934592", "MALLOC_TOP_PAD_": "268435456"}


class Side:
    """A worker process that waits for its turns."""

    def __init__(self, name, command, environment):
        self.name, self.seconds, self.processor_seconds = name, [], []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})
        self.about = self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"bench: the {self.name} side ended with exit status {self.process.wait()}")
        return json.loads(line)

    def run(self, seconds):
        self.process.stdin.write(f"{seconds}\n")
        self.process.stdin.flush()
        answer = self.answer()
        self.seconds.append(answer["seconds"] / answer["units"])
        self.processor_seconds.append(answer["processorSeconds"] / answer["units"])

    def end(self):
        self.process.stdin.close()
        self.peak = self.answer()["peakMebibytes"]
        self.process.wait()

    def report(self):
        return {**self.about, "secondsPerUnit": self.seconds, "processorSecondsPerUnit": self.processor_seconds, "peakMebibytes": self.peak}


def measure(case, task, options):
    what = [case, task, options.device, options.precision]
    worker = [sys.executable, "-B", str(Path(__file__).with_name("worker.py")), *what]
    threads = {"OMP_NUM_THREADS": str(options.threads)}
    sides = [Side("reference", worker, threads), Side("our", [*options.ours.split(), *what], threads)]
    if options.tuned:
        sides.append(Side("tuned reference", worker, {**threads, **KEEP_FREED_MEMORY}))
    if len({("SkylakeX" in side.about["kernels"] or "Cooperlake" in side.about["kernels"]) for side in sides}) > 1:
        sys.exit(f"bench: not the same BLAS kernels: {[side.about['kernels'] for side in sides]}")
    for repetition in range(options.repetitions):
        # Each goes first in turn, so that neither always finds the machine as the other left it.
        for side in sides if repetition % 2 == 0 else reversed(sides):
            side.run(options.seconds)
    for side in sides:
        side.end()
    return {"case": case, "task": task, **{side.name: side.report() for side in sides}}


def amount(seconds):
    return f"{seconds:.3g} s" if seconds >= 0.1 else f"{1000 * seconds:.3g} ms"


def spread(runs):
    return f"{amount(statistics.median(runs))} ({amount(min(runs))}–{amount(max(runs))})"


def ratios(result, side="reference", what="secondsPerUnit"):
    """The other side's time over ours, pair by pair."""
    return [theirs / ours for theirs, ours in zip(result[side][what], result["our"][what])]


def row(result):
    pairs = ratios(result)
    cells = [
        result["case"], result["task"], spread(result["reference"]["secondsPerUnit"]), spread(result["our"]["secondsPerUnit"]),
        f"{statistics.median(pairs):.2f} ({min(pairs):.2f}–{max(pairs):.2f})", f"{statistics.median(ratios(result, what='processorSecondsPerUnit')):.2f}",
        f"{result['reference']['peakMebibytes']:.0f}", f"{result['our']['peakMebibytes']:.0f}", f"{result['our']['peakMebibytes'] / result['reference']['peakMebibytes']:.2f}"]
    if "tuned reference" in result:
        cells.append(f"{statistics.median(ratios(result, side='tuned reference')):.2f}")
    return cells


def print_table(results):
    head = ["case", "task", "reference, median (min–max)", "ours, median (min–max)", "times as fast", "by processor time", "MiB", "ours MiB", "ratio"]
    if any("tuned reference" in result for result in results):
        head.append("times as fast as tuned")
    rows = [head, *(row(result) for result in results)]
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(head))]
    for number, cells in enumerate(rows):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


def processor():
    with open("/proc/cpuinfo") as info:
        return next(line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))


def main():
    parser = argparse.ArgumentParser(prog="bench.sh", description="Times LaMo.MLNet against a plain PyTorch program that does what the published code does.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"{', '.join(CASES)}; by default all but the last, which takes minutes")
    parser.add_argument("--ours", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--tasks", default=",".join(BY_DEFAULT_TASKS), help="what to time, separated by commas: cotrain is training with the language loss, load a million steps from HDF5 whatever the case; by default %(default)s")
    parser.add_argument("--seconds", type=float, default=2, help="how long a side works in a turn; by default %(default)s")
    parser.add_argument("--repetitions", type=int, default=5, help="turns of each side; by default %(default)s")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads of each side; by default one a processor, %(default)s; take fewer where other programs run, for threads that wait for each other magnify them")
    parser.add_argument("--device", default="cpu", help="where both sides compute: cpu, cuda or cuda:N; by default %(default)s")
    parser.add_argument("--precision", default="Float32", choices=["Float32", "TensorFloat32", "BFloat16"], help="what matrix products are computed in (the reference's on CUDA alone, by autocast); by default %(default)s")
    parser.add_argument("--tuned", action="store_true", help="time the reference a second time with glibc told to keep freed memory")
    options = parser.parse_args()
    for case in options.cases:
        if case not in CASES:
            parser.error(f"there is no case {case}: it is one of {', '.join(CASES)}")

    print(f"{processor()}, {os.cpu_count()} processors, {options.threads} threads a side, device {options.device}, {options.precision}, load {os.getloadavg()[0]:.1f}")
    results = []
    for case in options.cases or BY_DEFAULT_CASES:
        for task in options.tasks.split(","):
            results.append(measure(case, task, options))
            about = results[-1]
            print(f"{case} {task}: BLAS kernels {about['reference']['kernels']} and {about['our']['kernels']}", flush=True)
    print_table(results)
    options.json.mkdir(parents=True, exist_ok=True)
    file = options.json / f"{time.strftime('%Y%m%d-%H%M%S')}-{options.device.replace(':', '-')}-{options.precision}.json"
    machine = {"processor": processor(), "processors": os.cpu_count(), "threads": options.threads, "device": options.device, "precision": options.precision, "load": os.getloadavg()[0]}
    file.write_text(json.dumps({"machine": machine, "results": results}, indent=1) + "\n")
    print(f"Written to {file}")


if __name__ == "__main__":
    main()
