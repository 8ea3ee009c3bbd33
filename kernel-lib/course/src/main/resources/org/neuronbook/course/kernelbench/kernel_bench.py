"""Measures kernels beside each other as a front end sees them, in turn, in one run.

Argument: a file with {"rounds": n, "cells": n, "kernels": [{"name", "language", "argv"}]}. Prints two tables.
"""
import json
import os
import platform
import queue
import statistics
import sys
import time

import psutil
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

DEADLINE = 120
CELLS = {
    "java": {
        "sum": "1 + 1",
        "lines": 'for (int i = 0; i < 20_000; i++) System.out.println("line " + i);',
        "loop": "while (true) { }",
        "text": "class Endless { public String toString() { while (true) { } } }\nnew Endless()",
        "error": "List.of(1).get(1)",
        "later": 'new Thread(() -> { try { Thread.sleep(1500); } catch (Exception e) { }'
        ' System.out.println("later"); }).start();',
        "keep": "int kept = 41;",
        "kept": "kept + 1",
    },
    "python": {
        "sum": "1 + 1",
        "lines": "for i in range(20_000): print('line', i)",
        "loop": "while True: pass",
        "text": "class Endless:\n    def __repr__(self):\n        while True: pass\nEndless()",
        "error": "[1][1]",
        "later": "import threading, time\n"
        "threading.Thread(target=lambda: (time.sleep(1.5), print('later'))).start()",
        "keep": "kept = 41",
        "kept": "kept + 1",
    },
}


class Kernel:
    """One kernel process, and what it costs."""

    def __init__(self, kernel):
        self.cells = CELLS[kernel["language"]]
        began = time.perf_counter()
        self.manager = KernelManager()
        self.manager._kernel_spec = KernelSpec(
            argv=kernel["argv"], language=kernel["language"],
            interrupt_mode=kernel.get("interrupt", "message"), env=kernel.get("env", {}),
        )
        self.manager.start_kernel(stdout=open(os.devnull, "w"), stderr=open(os.devnull, "w"))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=DEADLINE)
        self.run(self.cells["sum"])
        self.start = time.perf_counter() - began
        self.process = psutil.Process(self.manager.provisioner.pid)

    def send(self, code):
        return self.client.execute(code)

    def run(self, code, deadline=DEADLINE):
        """Runs a cell to its end: reply and idle. Returns (seconds, status, what was published)."""
        began = time.perf_counter()
        return self.wait(self.send(code), began, deadline)

    def wait(self, request, began, deadline=DEADLINE):
        published, status, idle = [], None, False
        while not idle or status is None:
            if time.perf_counter() - began > deadline:
                return time.perf_counter() - began, None, published
            if not idle:
                message = self.published(request)
                if message is not None:
                    published.append(message)
                    idle = message["content"].get("execution_state") == "idle"
            if idle and status is None:
                try:
                    reply = self.client.get_shell_msg(timeout=1)
                    if reply["parent_header"].get("msg_id") == request:
                        status = reply["content"]["status"]
                except queue.Empty:
                    pass
        return time.perf_counter() - began, status, published

    def published(self, request, seconds=1):
        try:
            message = self.client.get_iopub_msg(timeout=seconds)
            return message if message["parent_header"].get("msg_id") == request else None
        except queue.Empty:
            return None

    def megabytes(self):
        """Resident, and proportional (shared pages divided among who shares), of all its processes."""
        family = [self.process, *self.process.children(recursive=True)]
        full = [one.memory_full_info() for one in family]
        return sum(m.rss for m in full) / 2**20, sum(getattr(m, "pss", m.rss) for m in full) / 2**20

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def measure(kernel, cells):
    """One start and what follows it."""
    one = Kernel(kernel)
    try:
        time.sleep(4)  # as long as a person reads, at least
        resident, proportional = one.megabytes()
        sums = [one.run(one.cells["sum"])[0] for _ in range(cells)]
        seconds, _, published = one.run(one.cells["lines"])
        lines = "".join(m["content"].get("text", "") for m in published).count("\n")
        return {
            "start": one.start, "sums": sums, "resident": resident, "proportional": proportional,
            "lines": seconds, "lost": 20_000 - lines,
        }
    finally:
        one.stop()


def interrupted(one, code):
    """Whether an interrupt ends the cell, the values are kept, and no thread goes on burning."""
    one.run(one.cells["keep"])
    began = time.perf_counter()
    request = one.send(code)
    time.sleep(1)
    one.manager.interrupt_kernel()
    _, status, _ = one.wait(request, began, 12)
    if status is None:
        return "no"
    before = sum(one.process.cpu_times()[:2])
    time.sleep(3)
    burnt = sum(one.process.cpu_times()[:2]) - before
    _, _, published = one.run(one.cells["kept"], 20)
    kept = any(m["content"].get("data", {}).get("text/plain") == "42" for m in published)
    return "yes" if kept and burnt < 2 else "cell ends, thread burns on" if kept else "values lost"


def facts(kernel):
    """What a learner notices."""
    found = {}
    one = Kernel(kernel)
    try:
        request = one.send(one.cells["later"])
        one.wait(request, time.perf_counter())
        later, until = "lost", time.perf_counter() + 6
        while time.perf_counter() < until:
            message = one.published(request)
            if message is not None and "later" in message["content"].get("text", ""):
                later = "shown by its cell"
                break
        found["output after the cell's end"] = later
        began = time.perf_counter()
        first, second = one.send(one.cells["error"]), one.send(one.cells["sum"])
        one.client.get_shell_msg(timeout=DEADLINE)
        reply = one.client.get_shell_msg(timeout=DEADLINE)
        while one.published(second, 0.5) is not None:
            pass
        found["Run All stops at an error"] = "yes" if reply["content"]["status"] == "aborted" else "no"
        found["Interrupt ends a loop"] = interrupted(one, one.cells["loop"])
        if found["Interrupt ends a loop"] == "no":
            one.stop()
            one = Kernel(kernel)
        found["Interrupt ends an endless toString"] = interrupted(one, one.cells["text"])
    finally:
        one.stop()
    return found


def table(head, rows):
    widths = [max(len(str(row[i])) for row in [head, *rows]) for i in range(len(head))]
    for row in [head, *rows]:
        cells = [str(c).ljust(w) if i == 0 else str(c).rjust(w) for i, (c, w) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip(), flush=True)


def main():
    task = json.load(open(sys.argv[1], encoding="utf-8"))
    kernels = task["kernels"]
    print(f"Machine: {platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
          if hasattr(os, "getloadavg") else f"Machine: {platform.platform()}, {os.cpu_count()} cores", flush=True)
    results = {kernel["name"]: [] for kernel in kernels}
    for turn in range(task["rounds"]):
        for kernel in kernels[turn % len(kernels):] + kernels[:turn % len(kernels)]:
            print(f"  round {turn + 1} of {task['rounds']}: {kernel['name']}", file=sys.stderr, flush=True)
            results[kernel["name"]].append(measure(kernel, task["cells"]))
    median = {}
    for name, runs in results.items():
        sums = sorted(1000 * s for run in runs for s in run["sums"])
        median[name] = [
            statistics.median(run["start"] for run in runs), statistics.median(sums),
            sums[int(0.95 * (len(sums) - 1))], statistics.median(run["lines"] for run in runs),
            max(run["lost"] for run in runs), statistics.median(run["resident"] for run in runs),
            statistics.median(run["proportional"] for run in runs),
        ]
    base = median[kernels[0]["name"]]
    print(f"\nMedians of {task['rounds']} rounds; in brackets how many times {kernels[0]['name']}'s.\n")

    def cell(value, of, form):
        return f"{value:{form}} ({value / of:.1f})" if of else f"{value:{form}}"

    table(
        ["", "start to first result, s", "1 + 1, ms", "95th percentile, ms", "20,000 lines, s", "lines lost",
         "memory, MB", "of it its own share, MB"],
        [[name, cell(m[0], base[0], ".2f"), cell(m[1], base[1], ".1f"), f"{m[2]:.1f}",
          cell(m[3], base[3], ".2f"), m[4], cell(m[5], base[5], ".0f"), f"{m[6]:.0f}"]
         for name, m in median.items()],
    )
    print()
    seen = {kernel["name"]: facts(kernel) for kernel in kernels}
    table(["", *seen], [[fact, *[seen[name][fact] for name in seen]] for fact in seen[kernels[0]["name"]]])


main()
