package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceScanTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f(a[1], \"(\", '(', /* ( */ 2); // (",
        "String s = \"a \\\" ( \";",
        "var t = \"\"\"\n  { \" ( \\\"\"\" [\n  \"\"\";",
        "char c = '\\'';",
        ""
      })
  void findsNothingWrongInBalancedSource(String source) {
    assertThat(SourceScan.of(source).unclosed()).isNull();
    assertThat(SourceScan.of(source).superfluous()).isNull();
  }

  @Test
  void findsTheInnermostBracketThatIsNotClosed() {
    assertThat(SourceScan.of("void f() { g(1, 2").unclosed())
        .isEqualTo(new SourceScan.Mark("(", 12));
  }

  @Test
  void findsTheBracketTooMany() {
    assertThat(SourceScan.of("f(1))").superfluous()).isEqualTo(new SourceScan.Mark(")", 4));
    assertThat(SourceScan.of("f(1]").superfluous()).isEqualTo(new SourceScan.Mark("]", 3));
  }

  @Test
  void findsOpenTextsAndComments() {
    assertThat(SourceScan.of("s = \"abc").unclosed().what()).isEqualTo("\"");
    assertThat(SourceScan.of("/* abc").unclosed().what()).isEqualTo("/*");
    assertThat(SourceScan.of("\"\"\"\nabc").unclosed().what()).isEqualTo("\"\"\"");
  }

  @Test
  void theLastCodeCharacterIsNotInAComment() {
    assertThat(SourceScan.of("f(x); // call;").lastCode()).isEqualTo(4);
    assertThat(SourceScan.of("x /* ; */ ").lastCode()).isEqualTo(0);
    assertThat(SourceScan.of("\"a;\"").lastCode()).isEqualTo(3);
    assertThat(SourceScan.of("// nothing").lastCode()).isEqualTo(-1);
  }

  @Test
  void blamesAConditionThatNeverEndsAndNotTheBraceBehindIt() {
    assertThat(SourceScan.of("for (int i = 0; i < 3; i++ {").unclosed())
        .isEqualTo(new SourceScan.Mark("(", 4));
    assertThat(SourceScan.of("run(() -> { f(").unclosed()).isEqualTo(new SourceScan.Mark("(", 13));
  }

  @Test
  void knowsCodeFromLayout() {
    String tight = "class A{int f(int v){return a+ +b+\"x  y\";}}";
    String loose =
        "// A\nclass  A {\n  int f( int v ) { /* sum */ return a + +b + \"x  y\"; }\n}\n";
    assertThat(SourceScan.of(loose).compact()).isEqualTo(SourceScan.of(tight).compact());
    assertThat(SourceScan.of("a + +b").compact()).isNotEqualTo(SourceScan.of("a ++b").compact());
    assertThat(SourceScan.of("\"a b\"").compact()).isNotEqualTo(SourceScan.of("\"ab\"").compact());
    assertThat(SourceScan.of("newNet").compact()).isNotEqualTo(SourceScan.of("new Net").compact());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int r = a\n    % b;",
        "int r = a\n    %b;",
        "String s = \"\"\"\n%maven a:b:1\n\"\"\";",
        "/*\n%maven a:b:1\n*/",
        "// %maven a:b:1",
        "String s = \"%who\";",
        "x %= y;",
        "f(a,\n%b)",
        "% 2",
        "%",
        "return n\n%d;"
      })
  void seesNoMagicWherePercentIsJava(String source) {
    assertThat(SourceScan.of(source).magics()).isEmpty();
  }

  @Test
  void seesMagicsWhereAStatementBegins() {
    String source =
        "\n  %who // it's\nint x = 1;\n%time f(\"(\") \n/* c */\n%env\nvoid f() {}\n%who";
    assertThat(magics(source)).containsExactly("%who // it's", "%time f(\"(\") ", "%env", "%who");
    assertThat(SourceScan.of(source).magics()).allMatch(SourceScan.Magic::isStatement);
    assertThat(SourceScan.of(source).unclosed()).isNull();
  }

  @Test
  void seesMagicsWithinStatements() {
    String source = "List<String> a = %jars lib\nif (b) {\n  %who\n}";
    assertThat(magics(source)).containsExactly("%jars lib", "%who");
    assertThat(SourceScan.of(source).magics()).noneMatch(SourceScan.Magic::isStatement);
  }

  @Test
  void aCellMagicTakesTheWholeCell() {
    assertThat(magics("\n// timed\n%%time\nint x = \"%who\";\n%who"))
        .containsExactly("%%time\nint x = \"%who\";\n%who");
    assertThat(magics("int x;\n%%time\nint y;")).containsExactly("%%time");
  }

  private static List<String> magics(String source) {
    return SourceScan.of(source).magics().stream()
        .map(magic -> source.substring(magic.start(), magic.end()))
        .toList();
  }
}
