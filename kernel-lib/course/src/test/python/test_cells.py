"""What a learner does to a kernel and sees of it, through the client that JupyterLab and nbclient use."""

import time
import unittest

from kernels import Kernel

# Ends a cell that a test interrupts: by itself it would run for ever.
STOPPED = "Interrupted"


class Cells(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel().start()
        cls.addClassCleanup(cls.kernel.close)

    def run_well(self, code):
        outcome = self.kernel.run(code)
        self.assertEqual(outcome.status, "ok", outcome)
        return outcome

    def interrupted(self, code):
        """Interrupts a cell once its own code has printed "runs"."""
        request = self.kernel.send(code)
        while True:
            message = self.kernel.iopub()
            is_ours = message["parent_header"].get("msg_id") == request
            if is_ours and message["msg_type"] == "stream" and "runs" in message["content"]["text"]:
                break
        self.kernel.interrupt()
        return self.kernel.outcome_of(request)


class Interrupts(Cells):
    CELLS = {
        "a loop": 'System.out.println("runs"); while (true) { }',
        "a sleep": 'System.out.println("runs"); Thread.sleep(1_000_000);',
        "a wait for nothing": 'System.out.println("runs"); new CompletableFuture<String>().get();',
        "a deadlock": """
            Object a = new Object(), b = new Object();
            var both = new java.util.concurrent.CyclicBarrier(2);
            Runnable crossed = () -> { synchronized (a) { try { both.await(); } catch (Exception e) { } synchronized (b) { } } };
            var other = new Thread(() -> { synchronized (b) { try { both.await(); } catch (Exception e) { } synchronized (a) { } } });
            var one = new Thread(crossed);
            one.setDaemon(true); other.setDaemon(true); one.start(); other.start();
            { System.out.println("runs"); one.join(); }""",
        "endless printing": 'while (true) { System.out.println("runs"); }',
        "an endless toString": """
            class Endless { public String toString() { System.out.println("runs"); while (true) { } } }
            new Endless()""",
    }

    def test_every_kind_of_cell_stops_and_state_stays(self):
        self.run_well("int kept = 42;")
        for name, code in self.CELLS.items():
            with self.subTest(name):
                self.assertEqual(self.interrupted(code).reply.get("ename"), STOPPED)
                self.assertEqual(self.run_well("kept").text, "42")

    def test_no_thread_burns_on(self):
        self.interrupted("""
            Runnable busy = () -> { while (true) { } };
            new Thread(busy).start();
            { System.out.println("runs"); busy.run(); }""")
        used = self.run_well("""
            long cpu() {
              long sum = 0;
              var threads = java.lang.management.ManagementFactory.getThreadMXBean();
              for (Thread each : Thread.getAllStackTraces().keySet()) {
                boolean learners = Arrays.stream(each.getStackTrace()).anyMatch(f -> f.getClassName().startsWith("REPL"));
                sum += learners && each != Thread.currentThread() ? Math.max(0, threads.getThreadCpuTime(each.getId())) : 0;
              }
              return sum;
            }
            long before = cpu();
            Thread.sleep(500);
            (cpu() - before) / 1_000_000""").text
        # Milliseconds in half a second; those that wait for ever use none.
        self.assertLess(int(used), 50)


class Life(Cells):
    def test_what_would_end_a_program_ends_a_cell(self):
        self.run_well("String kept = \"still here\";")
        for code, words in {
            "System.exit(1);": "exit",
            "int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)": "StackOverflowError",
            "var all = new ArrayList<long[]>();\nwhile (true) all.add(new long[1_000_000]);": "OutOfMemoryError",
            'class Broken { public String toString() { throw new StackOverflowError(); } }\nnew Broken()': "StackOverflowError",
            'throw new LinkageError("an Error");': "LinkageError",
        }.items():
            with self.subTest(words):
                outcome = self.kernel.run(code)
                self.assertIn(words, outcome.traceback + outcome.err + (outcome.text or ""))
                self.assertEqual(self.run_well("kept").text, "still here")


class Errors(Cells):
    def test_say_what_where_and_what_to_do(self):
        outcome = self.kernel.run("double learningRate = 0.1;\ndouble twice = 2 * lerningRate;")
        for words in ("line 2", "^^^^^^^^^^^", "Did you mean learningRate?"):
            self.assertIn(words, outcome.traceback)

    def test_keep_causes_and_fold_foreign_frames(self):
        outcome = self.kernel.run('throw new IllegalStateException("outer", new RuntimeException("inner"));')
        self.assertTrue(outcome.traceback.startswith("IllegalStateException: outer"), outcome.traceback)
        self.assertIn("Caused by RuntimeException: inner", outcome.traceback)
        self.assertNotIn("jdk.", outcome.traceback)


class State(Cells):
    def test_a_class_that_is_run_again_empties_nothing(self):
        declaration = "class Net { double weight = 1; }"
        self.run_well(declaration)
        self.run_well("var net = new Net();\nnet.weight = 7;")
        self.run_well(declaration + " // again")
        self.assertEqual(self.run_well("net.weight").text, "7.0")

    def test_a_changed_method_leaves_what_it_computed(self):
        self.run_well("double loss(double x) { return x * x; }")
        self.run_well("double best = loss(3);")
        self.run_well("double loss(double x) { return Math.abs(x); }")
        self.assertEqual(self.run_well("best").text, "9.0")

    def test_what_a_changed_class_empties_is_named_with_its_cell(self):
        self.run_well("class Layer { int size = 1; }")
        number = self.run_well("var layer = new Layer();").reply["execution_count"]
        note = self.run_well("class Layer { int size = 2; int more = 3; }").displays[0]["data"]["text/plain"]
        self.assertIn("layer", note)
        self.assertIn(f"cell {number}", note)

    def test_signatures_of_static_methods_may_change(self):
        for kind in ("int n", "double n", "int n, int m", "String n", "int n"):
            self.run_well(f"class Tools {{ static int count({kind}) {{ return 1; }} }}")
        self.assertEqual(self.run_well("Tools.count(3)").text, "1")


class Output(Cells):
    def test_a_hundred_thousand_lines_arrive_whole_and_in_few_messages(self):
        outcome = self.run_well('for (int i = 0; i < 100_000; i++) System.out.println("line " + i);')
        self.assertEqual(outcome.out, "".join(f"line {i}\n" for i in range(100_000)))
        self.assertLess(len(outcome.of_type("stream")), 1_000)

    def test_a_line_is_written_over(self):
        outcome = self.run_well('for (int i = 0; i <= 3; i++) System.out.print("\\r" + i + "/3");')
        self.assertEqual(outcome.out, "\r0/3\r1/3\r2/3\r3/3")

    def test_a_background_thread_prints_and_shows_under_its_own_cell(self):
        request = self.kernel.send("""
            var go = new java.util.concurrent.CountDownLatch(1);
            new Thread(() -> {
              try { go.await(); } catch (InterruptedException e) { }
              System.out.println("late"); display("later");
            }).start();""")
        self.kernel.outcome_of(request)
        self.kernel.send("go.countDown();")
        seen = set()
        until = time.monotonic() + 60
        while seen != {"stream", "display_data"} and time.monotonic() < until:
            message = self.kernel.iopub()
            if message["parent_header"].get("msg_id") == request:
                seen.add(message["msg_type"])
        self.assertEqual(seen, {"stream", "display_data"})


class Magics(Cells):
    def test_those_that_other_kernels_have_are_there(self):
        listed = self.run_well("%help").out
        for name in ("%maven", "%classpath", "%load", "%time", "%%time", "%who", "%reset", "%env", "%javac", "%help"):
            self.assertIn(name, listed)

    def test_an_unknown_one_names_the_one_that_was_meant(self):
        self.assertIn("Did you mean %maven?", self.kernel.run("%mavn a:b:1").traceback)

    def test_time_who_and_reset(self):
        self.assertEqual(self.run_well("%%time\nint counted = 3;\ncounted * 2").text, "6")
        self.assertIn("counted", self.run_well("%who").out)
        self.run_well("%reset")
        self.assertIn("counted", self.kernel.run("counted").traceback)
