"""History: what was run, kept across kernels in a file."""

import tempfile
import unittest
from pathlib import Path

from kernels import Kernel


class HistoryAcrossKernels(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file = self.folder / "new" / "history.db"

    def kernel(self, file=None):
        kernel = Kernel(environment={"NEURONBOOK_HISTORY": str(file or self.file)}).start()
        self.addCleanup(kernel.close)
        return kernel

    def test_cells_outlive_their_kernel_in_the_order_in_which_they_ran(self):
        first = self.kernel()
        first.run("1 + 1")
        first.run('"a".repeat(3)')
        first.run("99", store_history=False)
        first.close()
        second = self.kernel()
        second.run("2 + 2")

        tail = second.history(hist_access_type="tail", n=10)
        self.assertEqual([entry[2] for entry in tail], ["1 + 1", '"a".repeat(3)', "2 + 2"])
        self.assertEqual([entry[1] for entry in tail], [1, 2, 1])
        self.assertEqual([entry[0] for entry in tail], [1, 1, 2])
        self.assertEqual([e[2] for e in second.history(hist_access_type="tail", n=2)], ['"a".repeat(3)', "2 + 2"])
        with_output = second.history(hist_access_type="tail", n=2, output=True)
        self.assertEqual([entry[2] for entry in with_output], [['"a".repeat(3)', "aaa"], ["2 + 2", "4"]])

        with self.subTest("ranges"):
            ranges = {(0, 1, None): ["2 + 2"], (2, 1, 2): ["2 + 2"], (1, 1, 2): ["1 + 1"]}
            ranges[(-1, 2, None)] = ['"a".repeat(3)']
            ranges[(77, 1, None)] = []
            for (session, start, stop), cells in ranges.items():
                found = second.history(hist_access_type="range", session=session, start=start, stop=stop)
                self.assertEqual([entry[2] for entry in found], cells, (session, start, stop))

        with self.subTest("search"):
            second.run("1 + 1")
            found = second.history(hist_access_type="search", pattern="*+*")
            self.assertEqual([entry[2] for entry in found], ["1 + 1", "2 + 2", "1 + 1"])
            found = second.history(hist_access_type="search", pattern="*+*", unique=True)
            self.assertEqual([entry[2] for entry in found], ["2 + 2", "1 + 1"])
            found = second.history(hist_access_type="search", pattern="? + 1", n=1)
            self.assertEqual([entry[:2] for entry in found], [[2, 2]])

    def test_a_restart_keeps_history_and_begins_a_session(self):
        kernel = self.kernel()
        kernel.run("1 + 1")
        kernel.restart()
        kernel.run("2 + 2")
        tail = kernel.history(hist_access_type="tail", n=5)
        self.assertEqual([(entry[0], entry[2]) for entry in tail], [(1, "1 + 1"), (2, "2 + 2")])

    def test_kernels_at_the_same_time_share_the_file(self):
        one, other = self.kernel(), self.kernel()
        for i in range(5):
            one.run(f"{i} + 1")
            other.run(f"{i} + 2")
        one.close()
        found = other.history(hist_access_type="search", pattern="*")
        self.assertEqual(len(found), 10)
        self.assertEqual(len({entry[0] for entry in found}), 2)

    def test_a_broken_file_hurts_no_cell_and_is_left_alone(self):
        broken = self.folder / "broken.db"
        broken.write_text("this is no database, whatever its name says" * 50)
        before = broken.read_bytes()
        kernel = self.kernel(broken)
        outcome = kernel.run("1 + 1")
        self.assertEqual((outcome.text, outcome.err), ("2", ""))
        self.assertEqual([e[2] for e in kernel.history(hist_access_type="tail", n=5)], ["1 + 1"])
        kernel.run("2 + 2")
        self.assertEqual([e[2] for e in kernel.history(hist_access_type="tail", n=5)], ["1 + 1", "2 + 2"])
        kernel.close()
        self.assertEqual(broken.read_bytes(), before)

    def test_a_folder_that_cannot_be_written_hurts_no_cell(self):
        blocked = self.folder / "blocked"
        blocked.write_text("a file where the folder should be")
        kernel = self.kernel(blocked / "history.db")
        self.assertEqual(kernel.run("1 + 1").text, "2")
        self.assertEqual([e[2] for e in kernel.history(hist_access_type="tail", n=5)], ["1 + 1"])

    def test_nothing_is_kept_where_it_is_switched_off(self):
        kernel = self.kernel("off")
        kernel.run("1 + 1")
        self.assertEqual([e[2] for e in kernel.history(hist_access_type="tail", n=5)], ["1 + 1"])
        kernel.restart()
        self.assertEqual(kernel.history(hist_access_type="tail", n=5), [])
        self.assertFalse(Path("off").exists())

    def test_a_kernel_that_ran_nothing_writes_nothing(self):
        self.kernel().close()
        self.assertFalse(self.file.exists())
