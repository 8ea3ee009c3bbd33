"""Tab: names with their kinds and signatures, the best first."""

import unittest

from kernels import Kernel

CELLS = [
    "int twice(int value) { return 2 * value; }",
    """
    class Mine {
      double first;
      Mine(int size) {}
      void go(int a, String b) {}
      static int count() { return 1; }
    }
    """,
    'Mine mine = new Mine(3); var tensor = Tensor.of(1, 2); int tally = 5; String tale = "a"; double target = 3;',
]


class Completion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel().start()
        cls.addClassCleanup(cls.kernel.close)
        for cell in CELLS:
            outcome = cls.kernel.run(cell)
            assert outcome.status == "ok", outcome

    def offers(self, code):
        """What is offered: text to kind and signature, in order."""
        reply = self.kernel.complete(code)
        self.assertEqual(reply["status"], "ok")
        types = reply["metadata"]["_jupyter_types_experimental"]
        self.assertEqual([each["text"] for each in types], reply["matches"])
        for each in types:
            self.assertEqual((each["start"], each["end"]), (reply["cursor_start"], reply["cursor_end"]))
        return {each["text"]: (each["type"], each["signature"]) for each in types}

    def test_members_show_what_they_take_and_give(self):
        offers = self.offers("tensor.mat")
        self.assertEqual(offers["matmul("], ("function", "matmul(Tensor other): Tensor"))
        self.assertEqual(self.offers("mine.")["first"], ("property", "double"))
        self.assertEqual(self.offers("Math.sqr")["sqrt("][0], "function")
        self.assertRegex(self.offers("Math.sqr")["sqrt("][1], r"sqrt\(double( \w+)?\): double")

    def test_own_members_come_before_those_of_every_object(self):
        names = list(self.offers("mine."))
        self.assertEqual(names[:2], ["first", "go("])
        self.assertLess(names.index("go("), names.index("equals("))
        self.assertEqual(list(self.offers("Mine.")), ["count()", "class"])

    def test_own_names_come_before_those_of_the_library(self):
        self.assertEqual(list(self.offers("ta"))[:3], ["tale", "tally", "target"])
        self.assertEqual(self.offers("tal")["tally"], ("instance", "int"))
        self.assertEqual(self.offers("twi"), {"twice(": ("function", "twice(int): int")})
        self.assertEqual(next(iter(self.offers("new M"))), "Mine(")

    def test_what_has_the_needed_type_comes_first(self):
        self.assertEqual(list(self.offers("String chosen = ta"))[0], "tale")
        self.assertLess(
            list(self.offers("int number = tale.")).index("length()"), list(self.offers("int number = tale.")).index("trim()")
        )

    def test_earlier_statements_of_the_cell_are_known(self):
        self.assertIn("matmul(", self.offers("int q = 3;\nTensor other = tensor.mul(q);\nother.mat¦\nint r = 4;"))
        self.assertIn("local", self.offers("int local = 3;\nlo¦"))
        self.assertIn("sum(", self.offers("for (int i = 0; i < 3; i++) {\n  tensor.su¦\n}"))

    def test_types_are_offered_where_types_stand(self):
        self.assertEqual(self.offers("new Lin")["Linear("][0], "class")
        self.assertIn("Tensor", self.offers("List<Ten"))

    def test_imports_are_completed_word_by_word(self):
        self.assertEqual(self.offers("import java.ut"), {"util.": ("module", "")})
        self.assertIn("tensor.", self.offers("import org.neuronbook."))
        offers = self.offers("import java.util.")
        self.assertIn("concurrent.", offers)
        self.assertIn("ArrayList", offers)

    def test_magics_are_offered_behind_their_sign(self):
        self.assertEqual(self.offers("%mav")["%maven"][0], "magic")
        self.assertIn("%time", self.offers("int a = 1;\n%ti"))
        self.assertNotIn("%maven", self.offers("int a = 5 %m"))

    def test_chains_of_calls_are_followed(self):
        self.assertEqual(self.offers("tensor.mul(2).mat")["matmul("][1], "matmul(Tensor other): Tensor")
        self.assertIn("length()", self.offers('"text".len'))

    def test_places_count_emoji_once(self):
        code = 'String s = "😀😀"; tensor.mat'
        reply = self.kernel.complete(code)
        self.assertIn("matmul(", reply["matches"])
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (len(code) - 3, len(code)))

    def test_nothing_is_offered_for_the_unknown_and_the_kernel_lives(self):
        for code in ["nowhere.", ")", '"abc', "// tensor.", "😀.", "@#!", "class {", ""]:
            with self.subTest(code):
                self.assertEqual(self.kernel.complete(code)["status"], "ok")
        self.assertEqual(self.kernel.run("1 + 1").text, "2")

    def test_internal_names_are_not_offered(self):
        self.kernel.run("40 + 2")
        for code in ["", "new "]:
            self.assertEqual([name for name in self.offers(code) if "$" in name], [])
