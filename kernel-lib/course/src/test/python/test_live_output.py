"""Progress and live charts: ten updates a second at most, however fast the loop, and the last state stays."""

import time
import unittest

from kernels import Kernel

FAST_LOOP = """
ProgressBar bar = progress("steps", Long.MAX_VALUE);
long end = System.nanoTime() + 2_000_000_000L;
int steps = 0;
while (System.nanoTime() < end) { bar.step("loss 0.5"); steps++; }
System.out.println(steps);
"""

LOOP_TO_ITS_END = """
ProgressBar whole = progress("steps", 300_000);
for (int i = 0; i < 300_000; i++) { whole.step("loss 0.25"); }
"""

TRAINING = """
LiveChart chart = new LiveChart("A run");
List<Epoch> epochs = new ArrayList<>();
long stop = System.nanoTime() + 3_000_000_000L;
for (int epoch = 1; epoch <= 3; epoch++) {
  while (System.nanoTime() < stop - (3 - epoch) * 900_000_000L) {
    chart.accept(new Progress(epoch, 3, 1 + epochs.size(), 60, 1.0 / epoch, new History(List.copyOf(epochs), false), false));
  }
  epochs.add(new Epoch(epoch, 1.0 / epoch, 1.2 / epoch, 0.3 * epoch, 0.1));
}
chart.accept(new Progress(3, 3, 60, 60, 0.3, new History(epochs, false), true));
"""


class LiveOutput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel().start()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()

    def run_timed(self, code):
        began = time.monotonic()
        outcome = self.kernel.run(code)
        self.assertEqual(outcome.status, "ok", outcome)
        return outcome, time.monotonic() - began

    def assert_rate(self, outcome, seconds):
        shown, updates = outcome.displays, outcome.of_type("update_display_data")
        self.assertEqual(len(shown), 1, "one place on the page")
        place = shown[0]["transient"]["display_id"]
        self.assertEqual({update["transient"]["display_id"] for update in updates}, {place})
        self.assertLessEqual(len(updates), 10 * seconds + 1, f"updates in {seconds:.1f} s")
        return updates

    def test_a_fast_loop_is_shown_ten_times_a_second_at_most(self):
        outcome, seconds = self.run_timed(FAST_LOOP)
        updates = self.assert_rate(outcome, seconds)
        self.assertGreater(int(outcome.out), 1000, "a loop much faster than the eye")
        self.assertGreaterEqual(len(updates), 3, "and still it moves")
        self.assertIn("<progress", updates[-1]["data"]["text/html"])

    def test_the_last_state_stays_without_times(self):
        outcome, seconds = self.run_timed(LOOP_TO_ITS_END)
        updates = self.assert_rate(outcome, seconds + 0.1)
        self.assertEqual(updates[-1]["data"]["text/plain"], "300,000 steps, loss 0.25")

    def test_a_live_chart_grows_and_ends_as_learning_curves(self):
        outcome, seconds = self.run_timed(TRAINING)
        updates = self.assert_rate(outcome, seconds)
        self.assertGreaterEqual(len(updates), 2)
        last = updates[-1]["data"]
        self.assertIn("image/png", last)
        self.assertIn("alt=\"Learning curves: A run. Line chart: Loss.", last["text/html"])
        self.assertIn("3 epochs, 180 steps, loss 0.3", last["text/html"])
