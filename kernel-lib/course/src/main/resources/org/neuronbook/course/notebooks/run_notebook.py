"""Executes one notebook with nbclient.

Standard input: one JSON object with the keys notebook, kernel, directory, cell_seconds,
notebook_seconds and start_seconds. Standard output: one JSON object a line, an event
{"cell": id} before each cell, and at the end the notebook with its outputs, what failed (or
null), the seconds it took and the largest resident memory of the kernel in bytes (null where
psutil is missing).
"""

import asyncio
import json
import os
import sys
import threading
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

try:
    import psutil
except ImportError:
    psutil = None

# The kernel inherits standard output; what it prints there must not mix with the events.
EVENTS = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


def tell(event):
    EVENTS.write(json.dumps(event) + "\n")
    EVENTS.flush()


class Memory(threading.Thread):
    """Samples the memory of all processes that this one started: a kernel may have a launcher."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak = 0
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(0.1):
            used = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    used += process.memory_info().rss
                except psutil.Error:
                    pass  # it ended in between
            self.peak = max(self.peak, used)


async def execute(job, notebook):
    """The failure as a dictionary, or None."""
    current = [None]

    def started(cell, cell_index):
        current[0] = cell["id"]
        tell({"cell": cell["id"]})

    def failed(kind, text):
        return {"kind": kind, "cell": current[0], "text": text}

    client = NotebookClient(
        notebook,
        kernel_name=job["kernel"],
        resources={"metadata": {"path": job["directory"]}},
        timeout=job["cell_seconds"],
        startup_timeout=job["start_seconds"],
        # A slow machine may deliver the last outputs late; losing them would change the notebook.
        iopub_timeout=60,
        store_widget_state=False,
        record_timing=False,
        on_cell_execute=started,
    )
    execution = asyncio.ensure_future(client.async_execute())
    in_time, _ = await asyncio.wait([execution], timeout=job["notebook_seconds"])
    if not in_time:
        # nbclient reports a cancelled execution as a dead kernel, so this is decided here.
        execution.cancel()
        await asyncio.wait([execution])
        return failed("notebook-time", "")
    try:
        execution.result()
    except CellExecutionError as error:
        return failed("error", f"{error.ename}: {error.evalue}")
    except CellTimeoutError:
        return failed("cell-time", "")
    except DeadKernelError:
        return failed("dead", "")
    except Exception as error:
        return failed("start" if current[0] is None else "client", str(error) or repr(error))
    return None


def main():
    job = json.load(sys.stdin)
    notebook = nbformat.reads(json.dumps(job["notebook"]), as_version=4)
    memory = Memory() if psutil else None
    if memory:
        memory.start()
    start = time.monotonic()
    failure = asyncio.run(execute(job, notebook))
    seconds = time.monotonic() - start
    if memory:
        memory.ended.set()
    tell(
        {
            "notebook": notebook,
            "failure": failure,
            "seconds": seconds,
            "peak_bytes": memory.peak if memory else None,
        }
    )


main()
