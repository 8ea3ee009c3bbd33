"""What the messaging specification says of execute requests, seen from a client."""

import unittest

from kernels import Kernel


class ExecuteRequests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel().start()
        cls.addClassCleanup(cls.kernel.close)

    def test_a_cell_shows_its_value(self):
        self.assertEqual(self.kernel.run("20 + 22").text, "42")
