"""What the messaging specification says of requests, seen from a client."""

import unittest

from kernels import Kernel


class Requests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel().start()
        cls.addClassCleanup(cls.kernel.close)

    def kinds(self, outcome):
        return [message["msg_type"] for message in outcome.messages]

    def test_a_cell_shows_its_value(self):
        outcome = self.kernel.run("20 + 22")
        self.assertEqual(outcome.text, "42")
        self.assertEqual(self.kinds(outcome), ["status", "execute_input", "execute_result"])
        self.assertEqual(outcome.results[0]["execution_count"], outcome.reply["execution_count"])

    def test_a_silent_cell_runs_and_shows_and_counts_nothing(self):
        before = self.kernel.run("1").reply["execution_count"]
        outcome = self.kernel.run("int quiet = 7; quiet", silent=True, store_history=True)
        self.assertEqual((outcome.status, self.kinds(outcome)), ("ok", ["status"]))
        failed = self.kernel.run("throw new RuntimeException()", silent=True)
        self.assertEqual((failed.status, self.kinds(failed)), ("error", ["status"]))
        after = self.kernel.run("quiet")
        self.assertEqual((after.text, after.reply["execution_count"]), ("7", before + 1))

    def test_what_is_not_stored_counts_nothing_and_is_no_history(self):
        before = self.kernel.run("1").reply["execution_count"]
        outcome = self.kernel.run('"not stored"', store_history=False)
        self.assertEqual(outcome.text, "not stored")
        self.assertEqual(self.kernel.run("2").reply["execution_count"], before + 1)
        cells = [entry[2] for entry in self.kernel.history(hist_access_type="tail", n=3)]
        self.assertNotIn('"not stored"', cells)

    def test_user_expressions_are_answered_each_by_itself(self):
        expressions = {"sum": "given + 1", "wrong": "nowhere", "thrown": "1 / (given - 20)"}
        outcome = self.kernel.run("int given = 20;", user_expressions=expressions)
        values = outcome.reply["user_expressions"]
        self.assertEqual(outcome.status, "ok")
        self.assertEqual(values["sum"]["status"], "ok")
        self.assertEqual(values["sum"]["data"]["text/plain"], "21")
        self.assertEqual(values["wrong"]["status"], "error")
        self.assertEqual((values["thrown"]["status"], values["thrown"]["ename"]), ("error", "ArithmeticException"))

    def test_a_failed_cell_evaluates_no_user_expression(self):
        outcome = self.kernel.run("throw new RuntimeException()", user_expressions={"sum": "1 + 1"})
        self.assertEqual(outcome.status, "error")
        self.assertFalse(outcome.reply.get("user_expressions"))

    def test_input_is_asked_for_where_the_front_end_can(self):
        outcome = self.kernel.run("new Scanner(System.in).nextLine().toUpperCase()", answers=["hello"])
        self.assertEqual(outcome.text, "HELLO")

    def test_input_fails_with_a_reason_where_the_front_end_cannot(self):
        outcome = self.kernel.run("System.in.read()", allow_stdin=False)
        self.assertEqual(outcome.status, "error")
        self.assertIn("cannot ask for input", outcome.traceback)

    def test_an_error_stops_the_cells_that_wait(self):
        requests = [self.kernel.send(code) for code in ["Thread.sleep(500);", "int broken = 1 / 0;", "1 + 1", "2 + 2"]]
        statuses = [self.kernel.reply_to(request)["status"] for request in requests]
        self.assertEqual(statuses, ["ok", "error", "aborted", "aborted"])
        self.assertEqual(self.kernel.run("3 + 3").text, "6")

    def test_an_error_stops_nothing_where_it_should_not(self):
        codes = ["Thread.sleep(500);", "int broken = 1 / 0;", "1 + 1"]
        requests = [self.kernel.send(code, stop_on_error=False) for code in codes]
        statuses = [self.kernel.reply_to(request)["status"] for request in requests]
        self.assertEqual(statuses, ["ok", "error", "ok"])

    def test_a_console_knows_whether_to_wait_for_more(self):
        expected = {
            "1 + 1": "complete",
            "int x = 1;\nint y = 2;": "complete",
            "": "complete",
            "for (int i = 0; i < 3; i++) {": "incomplete",
            "if (true)": "incomplete",
            "twice(1,": "incomplete",
            "/* a comment": "incomplete",
            ")": "invalid",
            "int x = 1; }": "invalid",
            "int = 3;": "invalid",
            'String s = "abc': "invalid",
            "class class {}": "invalid",
            "%time 1 + 1": "complete",
            "List?": "complete",
        }
        for code, status in expected.items():
            with self.subTest(code):
                self.assertEqual(self.kernel.is_complete(code)["status"], status)
        self.assertEqual(self.kernel.is_complete("class A {\n  void f() {")["indent"], "    ")
