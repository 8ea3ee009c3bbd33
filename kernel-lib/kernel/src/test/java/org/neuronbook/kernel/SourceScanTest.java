package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
}
