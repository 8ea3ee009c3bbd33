package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SolutionTest {
  private static final ExerciseId ID = new ExerciseId("10", 2);

  @Test
  void replacesASolutionByATodoWithItsIndentation() {
    String source =
        """
        class Mine {
          double twice(double x) {
            double y = x;
            // BEGIN SOLUTION
            y += x;
            return y;
            // END SOLUTION
          }
        }""";
    assertThat(Solution.stub(source, ID))
        .isEqualTo(
            """
            class Mine {
              double twice(double x) {
                double y = x;
                throw new Todo("10.2");
              }
            }""");
  }

  @Test
  void replacesEachSolutionOfAClass() {
    String source =
        "int a() {\n// BEGIN SOLUTION\nreturn 1;\n// END SOLUTION\n}\n"
            + "int b() {\n\t// BEGIN SOLUTION\n\treturn 2;\n\t// END SOLUTION\n}\n";
    assertThat(Solution.stub(source, ID))
        .isEqualTo(
            "int a() {\nthrow new Todo(\"10.2\");\n}\nint b() {\n\tthrow new Todo(\"10.2\");\n}\n");
  }

  @Test
  void leavesCodeWithoutMarksAlone() {
    String source = "// the BEGIN of a SOLUTION\nreturn 1;\n";
    assertThat(Solution.isMarked(source)).isFalse();
    assertThat(Solution.stub(source, ID)).isEqualTo(source);
  }

  @Test
  void acceptsBlankLinesAndBracesBehindASolution() {
    assertThat(Solution.faults("{\n// BEGIN SOLUTION\nreturn 1;\n// END SOLUTION\n\n  }\n}"))
        .isEmpty();
  }

  @Test
  void findsASolutionThatNeverEnds() {
    assertThat(Solution.faults("// BEGIN SOLUTION\nreturn 1;"))
        .containsExactly("a \"// BEGIN SOLUTION\" without an end");
  }

  @Test
  void findsASolutionInsideASolution() {
    assertThat(Solution.faults("// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION\n}"))
        .containsExactly("a second \"// BEGIN SOLUTION\" in line 2 before an end");
  }

  @Test
  void findsCodeThatAStubCannotReach() {
    assertThat(Solution.faults("// BEGIN SOLUTION\n// END SOLUTION\nreturn 1;"))
        .singleElement()
        .asString()
        .contains("line 3", "does not compile");
  }
}
