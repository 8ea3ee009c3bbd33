"""Real kernels for tests, started by jupyter_client from the kernelspec that Jupyter finds.

    with Kernel() as kernel:
        outcome = kernel.run("1 + 1")
        outcome.text      # "2"
"""

import os
import re
import time
from queue import Empty

from jupyter_client.manager import KernelManager

NAME = "neuronbook"

# Far beyond what anything takes: reached only by what hangs.
DEADLINE = float(os.environ.get("NEURONBOOK_TEST_DEADLINE", "90"))

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Outcome:
    """Everything that came back for one cell, in order."""

    def __init__(self, reply, messages):
        self.reply = reply
        self.messages = messages

    @property
    def status(self):
        return self.reply["status"]

    def of_type(self, kind):
        return [m["content"] for m in self.messages if m["msg_type"] == kind]

    def stream(self, name):
        return "".join(c["text"] for c in self.of_type("stream") if c["name"] == name)

    @property
    def out(self):
        return self.stream("stdout")

    @property
    def err(self):
        return self.stream("stderr")

    @property
    def results(self):
        return self.of_type("execute_result")

    @property
    def displays(self):
        return self.of_type("display_data")

    @property
    def text(self):
        """The result as plain text, or None where the cell showed nothing."""
        return self.results[0]["data"]["text/plain"] if self.results else None

    @property
    def error(self):
        """The content of the error that was shown, or None."""
        errors = self.of_type("error")
        return errors[0] if errors else None

    @property
    def traceback(self):
        """What the learner reads of an error, without colours."""
        return COLOURS.sub("", "\n".join(self.error["traceback"])) if self.error else ""

    @property
    def payload(self):
        return self.reply.get("payload", [])

    def __repr__(self):
        return f"reply {self.reply}\nout {self.out!r}\nerr {self.err!r}\n{self.traceback}"


class Kernel:
    """A kernel process and a client of it, for a with statement or start() and close()."""

    def __init__(self, flags=(), environment=None, name=NAME):
        """flags: further words for the Java program; environment: further variables, None takes one away."""
        self.name = name
        self.flags = list(flags)
        self.environment = environment or {}

    def start(self):
        self.manager = KernelManager(kernel_name=self.name, shutdown_wait_time=DEADLINE)
        argv = self.manager.kernel_spec.argv
        argv[1:1] = self.flags
        variables = {**os.environ, **self.environment}
        variables = {name: value for name, value in variables.items() if value is not None}
        self.manager.start_kernel(env=variables)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=DEADLINE)
        return self

    def close(self):
        """Asks the kernel to end, and waits until it has; once."""
        if not self.manager.has_kernel:
            return
        self.client.stop_channels()
        self.manager.shutdown_kernel()

    def __enter__(self):
        return self.start()

    def __exit__(self, *ignored):
        self.close()

    def restart(self):
        """Ends the process as Jupyter's Restart does, and waits for the next."""
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=DEADLINE)

    def run(self, code, *, answers=None, deadline=DEADLINE, **options):
        """Runs a cell to its end. answers: what input requests are answered with, in turn."""
        return self.outcome_of(self.send(code, answers=answers, **options), answers=answers, deadline=deadline)

    def send(self, code, *, answers=None, **options):
        """Sends a cell and returns at once; outcome_of waits for it."""
        return self.client.execute(code, allow_stdin=options.pop("allow_stdin", answers is not None), **options)

    def outcome_of(self, request, *, answers=None, deadline=DEADLINE):
        """Collects what a cell publishes until the kernel is idle again, and its reply."""
        messages = []
        until = time.monotonic() + deadline
        answers = list(answers or [])
        while True:
            if answers:
                self.answer(answers)
            try:
                message = self.client.get_iopub_msg(timeout=0.05 if answers else max(0.01, until - time.monotonic()))
            except Empty:
                if time.monotonic() < until:
                    continue
                raise AssertionError(f"the cell has not ended after {deadline} s; until then: {messages}") from None
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
            messages.append(message)
        return Outcome(self.reply_to(request), messages)

    def answer(self, answers):
        try:
            self.client.get_stdin_msg(timeout=0.05)
        except Empty:
            return
        self.client.input(answers.pop(0))

    def iopub(self, deadline=DEADLINE):
        """The next message that the kernel publishes, whatever it belongs to."""
        return self.client.get_iopub_msg(timeout=deadline)

    def reply_to(self, request, deadline=DEADLINE):
        """The content of the answer to a request on the shell channel."""
        until = time.monotonic() + deadline
        while True:
            message = self.client.get_shell_msg(timeout=max(0.01, until - time.monotonic()))
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def complete(self, code, cursor=None):
        """What Tab offers. A bar in the code marks the cursor, unless one is given."""
        code, cursor = at_bar(code, cursor)
        return self.reply_to(self.client.complete(code, cursor))

    def inspect(self, code, cursor=None, detail=0):
        code, cursor = at_bar(code, cursor)
        return self.reply_to(self.client.inspect(code, cursor, detail))

    def is_complete(self, code):
        return self.reply_to(self.client.is_complete(code))

    def history(self, **options):
        return self.reply_to(self.client.history(**options))["history"]

    def interrupt(self):
        self.manager.interrupt_kernel()


def at_bar(code, cursor):
    """Code with one ¦ in it: without it, and where it was, in characters as Python counts them."""
    if cursor is None and "¦" in code:
        return code.replace("¦", ""), code.index("¦")
    return code, cursor
