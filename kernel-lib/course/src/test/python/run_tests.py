"""Runs one file of tests and prints a line of JSON for each test as it ends: its name, how it ended, and why.

    python run_tests.py FILE.py
"""

import importlib
import json
import sys
import time
import unittest
from pathlib import Path


class Lines(unittest.TestResult):
    """Each test becomes one line, with the failures of all its subtests."""

    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()
        self.troubles = []

    def stopTest(self, test):
        super().stopTest(test)
        self.tell(test, "failed" if self.troubles else "passed", "\n".join(self.troubles))

    def trouble(self, test, error):
        text = f"in {test}:\n{self._exc_info_to_string(error, test)}"
        if hasattr(test, "_testMethodName") or hasattr(test, "test_case"):
            self.troubles.append(text)
        else:  # what is set up once for a class or a file has failed
            self.troubles = []
            self.tell(test, "failed", text)

    def addError(self, test, err):
        super().addError(test, err)
        self.trouble(test, err)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.trouble(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.trouble(subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.troubles.append(f"skipped, and nothing is skipped here: {reason}")

    def tell(self, test, outcome, text):
        seconds = round(time.monotonic() - getattr(self, "began", time.monotonic()), 3)
        line = {"test": test.id(), "outcome": outcome, "text": text, "seconds": seconds}
        print("\nTEST " + json.dumps(line), flush=True)


def main():
    file = Path(sys.argv[1]).resolve()
    sys.path.insert(0, str(file.parent))
    suite = unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(file.stem))
    print("COUNT", suite.countTestCases(), flush=True)
    suite.run(Lines())


main()
