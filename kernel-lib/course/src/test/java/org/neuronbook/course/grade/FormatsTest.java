package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.CourseException;
import org.neuronbook.grader.Detail;

class FormatsTest {
  /** Harmful in HTML, in a terminal, in XML and in a spreadsheet. */
  private static final String EVIL =
      "=1+1\"'><script>alert(1)</script><img src=x onerror=alert(1)>]]>&amp;\u001b[2J\u009b31m\u0000\uFFFE\uD800\u202Etxt";

  private static final String SECRET = "-4711081547110815";

  @TempDir Path folder;

  private static Graded.Test test(String name, String status, boolean hidden, String text) {
    boolean passed = status.equals("PASS");
    return new Graded.Test(
        "method",
        name,
        status,
        passed ? 2 : 0,
        2,
        hidden,
        passed ? List.of() : List.of(new Detail.Row("got", text, true)),
        passed || hidden ? List.of() : List.of("a question", "the formula"));
  }

  private static Graded row(String name, Graded.Test... tests) {
    double points = List.of(tests).stream().mapToDouble(Graded.Test::points).sum();
    return new Graded(
        name,
        "00.1",
        "Centre",
        points,
        2 * tests.length,
        "L2",
        SECRET,
        "0.1",
        "17.0.1",
        List.of(tests),
        "");
  }

  private static List<Graded> rows() {
    return List.of(
        row(
            "ada/right.java",
            test("does one thing", "PASS", false, ""),
            test("works for any", "PASS", true, "")),
        row(
            "eve/" + EVIL.replaceAll("[/\\p{Cs}]", "") + ".java",
            test("does <i>", "FAIL", false, EVIL),
            test("works for any", "FAIL", true, "inputs nobody may know"),
            test("ends", "TIMEOUT", false, "endless"),
            test("comes last", "NOT_RUN", false, "not run")),
        Graded.problem("leo.ipynb", EVIL));
  }

  private String written(String format, String file) throws IOException {
    Grades.write(folder, rows(), Format.named(List.of(format)));
    return Files.readString(folder.resolve(file));
  }

  private String evil(String format, String kind, String file) throws IOException {
    String path = SubmissionFolders.path(rows().get(1).submission());
    return written(format, kind + "/" + path + "/" + file);
  }

  @Test
  void gradescopeReadsPointsStatusAndOutputOfEveryTest() throws IOException {
    JsonObject results =
        JsonParser.parseString(evil("gradescope", "gradescope", "results.json")).getAsJsonObject();
    assertThat(results.get("score").getAsDouble()).isZero();
    // The specification has it in tests alone.
    assertThat(results.has("max_score")).isFalse();
    assertThat(results.getAsJsonArray("tests")).hasSize(4);
    for (JsonElement test : results.getAsJsonArray("tests")) {
      assertThat(test.getAsJsonObject().keySet())
          .containsAll(
              Set.of(
                  "name", "score", "max_score", "status", "output", "output_format", "visibility"));
      assertThat(test.getAsJsonObject().get("status").getAsString()).isIn("passed", "failed");
    }
  }

  @Test
  void gradescopeHidesHiddenTestsAndTheSeed() throws IOException {
    String text = evil("gradescope", "gradescope", "results.json");
    JsonObject hidden =
        JsonParser.parseString(text)
            .getAsJsonObject()
            .getAsJsonArray("tests")
            .get(1)
            .getAsJsonObject();
    assertThat(hidden.get("visibility").getAsString()).isEqualTo("after_published");
    assertThat(text).doesNotContain("nobody may know", SECRET);
  }

  @Test
  void junitIsValidAndCountsWhatItHolds() throws Exception {
    written("junit", "junit.xml");
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(FormatsTest.class.getResource("surefire-style.xsd"));
    schema.newValidator().validate(new StreamSource(folder.resolve("junit.xml").toFile()));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("junit.xml").toFile());
    var suite = (org.w3c.dom.Element) document.getElementsByTagName("testsuite").item(1);
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(Files.readString(folder.resolve("junit.xml")))
        .doesNotContain("nobody may know", SECRET);
  }

  @Test
  void pagesShowTextFromOutsideAsText() throws IOException {
    for (String page :
        List.of(written("html", "instructor.html"), evil("html", "feedback", "index.html"))) {
      assertThat(page)
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script>alert", "<img", "\u001b", "\u009b", "\u202E", "\u0000")
          .contains("default-src 'none'");
    }
  }

  @Test
  void learnersSeeWhatHappenedButNothingOfHiddenTests() throws IOException {
    assertThat(evil("html", "feedback", "index.html"))
        .contains("endless", "Hint 1 of 2", "the formula", "took too long", "scope=\"col\"")
        .contains("color-scheme: light dark")
        .doesNotContain("nobody may know", SECRET, "<script");
  }

  @Test
  void instructorsSeeEveryRowWithSeedAndVersions() throws IOException {
    assertThat(written("html", "instructor.html"))
        .contains("ada/right.java", "leo.ipynb", SECRET, "L2", "17.0.1", "1 took too long")
        .contains("href=\"feedback/ada/right.java/index.html\"")
        .doesNotContain("http:", "https:", "<link");
  }

  @Test
  void aFormulaInASpreadsheetIsText() throws IOException {
    String csv = written("csv", "grades.csv");
    assertThat(csv).contains("'=1+1").doesNotContain(",=1+1", ",\"=1+1");
  }

  @Test
  void anUnknownFormatIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> Format.named(List.of("csv", "pdf")))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("pdf");
  }

  @Test
  void noNameLeadsOutOfTheFolder() {
    assertThat(SubmissionFolders.path("../../etc/passwd")).isEqualTo("~../~../etc/passwd");
    assertThat(SubmissionFolders.path("a//b")).isEqualTo("a/~/b");
    assertThat(SubmissionFolders.path("ü b")).isEqualTo("~c3~bc~20b");
    assertThat(SubmissionFolders.path("x".repeat(200) + "1"))
        .hasSizeLessThan(255)
        .isNotEqualTo(SubmissionFolders.path("x".repeat(200) + "2"));
  }
}
