package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MagicLineTest {

  @Test
  void cutsALineIntoWords() {
    MagicLine line = MagicLine.parse("%jars \"my lib/*.jar\" C:\\lib \"a \\\"b\\\"\" // comment");
    assertThat(line.name()).isEqualTo("jars");
    assertThat(line.arguments()).containsExactly("my lib/*.jar", "C:\\lib", "a \"b\"");
    assertThat(line.isCell()).isFalse();
  }

  @Test
  void keepsAddressesWhole() {
    assertThat(MagicLine.parse("%mavenRepo here https://localhost/repo").arguments())
        .containsExactly("here", "https://localhost/repo");
  }

  @Test
  void leavesTheJavaOfATimedStatementAlone() {
    assertThat(MagicLine.parse("%time f(\"a  b\", 2)").arguments())
        .containsExactly("f(\"a  b\", 2)");
  }

  @Test
  void aCellMagicHasTheLinesBelowAsItsBody() {
    MagicLine line = MagicLine.parse("%%loadFromPOM runtime\n<dependency>\n</dependency>");
    assertThat(line.fullName()).isEqualTo("%%loadFromPOM");
    assertThat(line.arguments()).containsExactly("runtime");
    assertThat(line.body()).isEqualTo("<dependency>\n</dependency>");
  }

  @Test
  void magicsWithinStatementsBecomeCallsLineByLine() {
    String cell = "%who\nList<String> a = %jars \"x \\\" y\" lib\nint b = 1;";
    assertThat(MagicLine.asCalls(cell))
        .isEqualTo(
            "%who\nList<String> a = org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.lineMagic("
                + "\"jars\", java.util.List.of(\"x \\\" y\", \"lib\"));\nint b = 1;");
  }

  @Test
  void masksMagicsWithoutMovingAnything() {
    assertThat(MagicLine.masked("%who\nvar a = %jars lib\nint b;"))
        .isEqualTo("    \nvar a = null;    \nint b;");
    assertThat(MagicLine.masked("%%time\nint b;")).isEqualTo("      \nint b;");
    assertThat(MagicLine.masked("%%loadFromPOM\n<a>")).isEqualTo(" ".repeat(13) + "\n   ");
  }
}
