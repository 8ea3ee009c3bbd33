package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a beginner reads after a mistake: what, where, and what to do about it. */
@ExtendWith(Desk.Extension.class)
class MistakesInBrowserTest {

  @Test
  void theCommonestMistakesAreExplainedWithTheirPlaceAndAHint(Desk desk) throws Exception {
    NotebookPage notebook =
        desk.open(
            "mistakes",
            "int apples = 3\nint pears = 4;",
            "double lerningRate = 0.1;\nlearningRate * 2",
            "Lst<String> names = List.of(\"Ada\");",
            "int twice(int number) { number = number * 2; }",
            "claim(\"two is larger than three\", 2 > 3);");
    for (int cell = 0; cell < 5; cell++) {
      notebook.run(cell);
    }

    assertThat(notebook.text(0).lines())
        .containsExactly(
            "CompileError: ';' expected",
            "  cell 1, line 1:",
            "    int apples = 3",
            "                  ^",
            "  A semicolon is probably missing here.");
    assertThat(notebook.text(1))
        .contains("learningRate")
        .contains("line 2")
        .contains("^^^^^^^^^^^^")
        .contains("Did you mean lerningRate?");
    assertThat(notebook.text(2)).contains("class Lst").contains("Did you mean List?");
    assertThat(notebook.text(3))
        .contains("missing return")
        .contains("Every way through a method with a result must end in return.");
    assertThat(notebook.text(4))
        .startsWith("ClaimRefuted: ✗ \"two is larger than three\" does not hold here.")
        .doesNotContain("thrown in")
        .endsWith("--> claim(\"two is larger than three\", 2 > 3);");
  }
}
