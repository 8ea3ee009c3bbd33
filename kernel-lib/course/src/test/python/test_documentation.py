"""Shift-Tab and name?: signatures and descriptions of the learner's, the library's and the JDK's code."""

import unittest

from kernels import Kernel

CELL = '''
/**
 * Twice a {@code value}, or {@link Math#max more}.
 *
 * <ul>
 *   <li>one
 *   <li>two, if {@code a < b}
 * </ul>
 *
 * @param value what is doubled
 */
int twice(int value) { return 2 * value; }

// Keeps a size,
// and nothing else.
class Box {
  /** How much goes in. */
  double size;

  Box(double size) { this.size = size; }

  void put(int count, String what) {}

  void put(String what) {}

  @Override
  public String toString() { while (true) {} }
}

Box box = new Box(3);
int answer = 42;
String text = "two\\nlines";
double[] many = new double[1000];
var t = Tensor.of(1, 2);
'''


class Documentation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel().start()
        cls.addClassCleanup(cls.kernel.close)
        outcome = cls.kernel.run(CELL)
        assert outcome.status == "ok", outcome

    def tell(self, code, detail=0):
        reply = self.kernel.inspect(code, detail=detail)
        self.assertTrue(reply["found"], f"nothing is told of {code}")
        self.assertIn("text/html", reply["data"])
        return reply["data"]["text/plain"]

    def test_a_method_of_a_cell_is_described_by_its_comment(self):
        self.assertEqual(
            self.tell("twi¦ce(3)"),
            "int twice(int value)\n\nTwice a value, or more.\n- one\n- two, if a < b\n\nParameters\n- value: what is doubled",
        )

    def test_html_keeps_code_and_lists_and_lets_no_foreign_tag_through(self):
        self.kernel.run("/** <script>alert(1)</script> <b onclick='x'>bold</b> {@code a < b} */ int odd() { return 1; }")
        html = self.kernel.inspect("odd")["data"]["text/html"]
        self.assertIn("<b>bold</b>", html)
        self.assertIn("<code>a &lt; b</code>", html)
        self.assertIn("&lt;script&gt;", html)

    def test_a_comment_with_strokes_counts_as_well(self):
        self.assertEqual(self.tell("Box"), "class Box\n\nKeeps a size, and nothing else.")

    def test_the_overload_that_fits_the_arguments_comes_first(self):
        for code, first in {
            'box.put("a"¦)': "void Box.put(String what)",
            "box.put(1, ¦": "void Box.put(int count, String what)",
            "Math.max(1.0, 2.0¦)": "double Math.max(double a, double b)",
            "System.out.prin¦tln(answer)": "void PrintStream.println(int x)",
            "List.o¦f(1, 2)": "<E> List<E> List<E>.of(E e1, E e2)",
        }.items():
            with self.subTest(code):
                self.assertEqual(self.tell(code).splitlines()[0], first)

    def test_inside_an_argument_the_enclosing_call_is_told(self):
        self.assertIn("Box(double size)", self.tell("new Box(¦)"))
        self.assertIn("int twice(int value)", self.tell('twice("abc".length() + ¦'))

    def test_a_field_is_described(self):
        self.assertEqual(self.tell("box.si¦ze + 1"), "double Box.size\n\nHow much goes in.")

    def test_a_variable_shows_its_type_and_value_and_no_endless_text(self):
        self.assertEqual(self.tell("answer"), "int answer = 42")
        self.assertEqual(self.tell("text"), 'String text = "two\\nlines"')
        self.assertEqual(self.tell("box"), "Box box = an object of class Box")
        self.assertRegex(self.tell("many"), r"double\[\] many = \{0.0, 0.0, .*\.\.\.\}, length 1000")

    def test_the_library_is_described_by_the_source_that_it_carries(self):
        told = self.tell("t.mat¦mul(t)")
        self.assertIn("matmul(Tensor other)", told)
        self.assertIn("Matrix product", told)
        self.assertIn("org.neuronbook.nn.Linear", self.tell("Linear"))
        self.assertIn("Rng rng", self.tell("new Linear(3, ¦"))
        self.assertIn("implementation", self.tell("check(¦"))
        self.assertIn("Shows something", self.tell("show(¦"))

    def test_a_method_is_found_by_its_class(self):
        self.assertIn("Matrix product", self.tell("Tensor.matmul"))
        self.assertIn("relu()", self.tell("Tensor::relu"))

    def test_what_the_cell_declares_above_is_known(self):
        self.assertIn("Matrix product", self.tell("int q = 3;\nTensor z = t.mul(q);\nz.mat¦mul(t)"))

    def test_places_count_emoji_once(self):
        self.assertIn("int twice", self.tell('String s = "😀😀😀😀"; twi¦ce(1) + s.length()'))

    def test_the_jdk_is_told_with_names_and_either_described_or_not_with_the_reason(self):
        told = self.tell("Math.sqrt")
        self.assertIn("double Math.sqrt(double a)", told)
        self.assertRegex(told, "square root|No description: this JDK was installed without its sources")

    def test_more_detail_is_the_source(self):
        self.assertIn("return 2 * value;", self.tell("twice", detail=1))
        self.assertIn("public Tensor relu()", self.tell("t.relu", detail=1))

    def test_the_unknown_is_not_found(self):
        for code in ["nothing", "😀", "", "   ", "t.nothing(", ")"]:
            with self.subTest(code):
                reply = self.kernel.inspect(code)
                self.assertEqual((reply["status"], reply["found"]), ("ok", False))

    def test_a_question_opens_the_pager(self):
        for code in ["twice?", "?twice", "twice()?", " twice ? "]:
            with self.subTest(code):
                outcome = self.kernel.run(code)
                self.assertEqual(outcome.status, "ok")
                self.assertEqual([m["msg_type"] for m in outcome.messages], ["status", "execute_input"])
                self.assertEqual([page["source"] for page in outcome.payload], ["page"])
                self.assertIn("Twice a value", outcome.payload[0]["data"]["text/plain"])
                self.assertIn("<li>", outcome.payload[0]["data"]["text/html"])
        self.assertEqual(self.kernel.run("1 + 1").payload, [])

    def test_two_question_marks_open_the_source(self):
        page = self.kernel.run("Tensor.relu??").payload[0]["data"]["text/plain"]
        self.assertIn("public Tensor relu() {", page)

    def test_a_question_about_nothing_says_so(self):
        page = self.kernel.run("nowhere?").payload[0]["data"]["text/plain"]
        self.assertIn("Nothing is known of nowhere", page)

    def test_a_question_about_a_magic_tells_how_to_use_it(self):
        page = self.kernel.run("%maven?").payload[0]["data"]["text/plain"]
        self.assertTrue(page.startswith("%maven"), page)
