package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One batch of all that is handed in by accident or on purpose: each is one row with a reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileNotebooksTest {
  private static final String SOLUTION =
      """
      class Mine implements Ex00_1Centre {
        public double[] centre(double[] x) {
          double mean = Arrays.stream(x).average().orElse(0);
          return Arrays.stream(x).map(v -> v - mean).toArray();
        }
      }
      """;

  private static final String UNREADABLE = "is no notebook that can be read";
  private static final String FULL = "";

  /** File to what its row must say; nothing for full marks. */
  private final Map<String, String> expected = new LinkedHashMap<>();

  @TempDir static Path folder;
  private Path submissions;
  private Map<String, Graded> rows;

  @BeforeAll
  void gradesThemAll() throws IOException {
    submissions = Files.createDirectory(folder.resolve("handed-in"));
    handWholeOnes();
    handBrokenOnes();
    handOddNames();
    handLinks();
    Path out = folder.resolve("out");
    var said = new StringWriter();
    int code =
        new CommandLine(new GradeCommand())
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(
                submissions.toString(),
                "--out=" + out,
                "--min-isolation=L1",
                "--format=csv,html,junit,gradescope");
    assertThat(code).as(said.toString()).isZero();
    rows = new LinkedHashMap<>();
    for (Graded row : Grades.read(out)) {
      assertThat(rows.put(row.submission(), row)).as("second row of " + row.submission()).isNull();
    }
  }

  private void hand(String name, String text, String reason) throws IOException {
    hand(name, text.getBytes(StandardCharsets.UTF_8), reason);
  }

  private void hand(String name, byte[] bytes, String reason) throws IOException {
    Path file = submissions.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    expected.put(name, reason);
  }

  private static JsonObject cell(String type, String source) {
    var cell = new JsonObject();
    cell.addProperty("cell_type", type);
    cell.addProperty("id", "same");
    cell.addProperty("source", source);
    cell.add("metadata", new JsonObject());
    return cell;
  }

  private static JsonObject notebook(JsonObject... cells) {
    var notebook = new JsonObject();
    notebook.addProperty("nbformat", 4);
    notebook.addProperty("nbformat_minor", 5);
    notebook.add("metadata", new JsonObject());
    var all = new JsonArray();
    List.of(cells).forEach(all::add);
    notebook.add("cells", all);
    return notebook;
  }

  private static JsonObject solved() {
    return notebook(cell("markdown", "# Mine"), cell("code", SOLUTION));
  }

  private static JsonObject ofLanguage(String language) {
    JsonObject notebook = notebook(cell("code", "import numpy as np"));
    var kernel = new JsonObject();
    kernel.addProperty("name", language + "3");
    kernel.addProperty("language", language);
    var metadata = new JsonObject();
    metadata.add("kernelspec", kernel);
    notebook.add("metadata", metadata);
    return notebook;
  }

  private void handWholeOnes() throws IOException {
    hand("ok/plain.ipynb", solved().toString(), FULL);
    hand("ok/byte-order-mark.ipynb", "\uFEFF" + solved(), FULL);
    hand("ok/duplicate-ids.ipynb", notebook(cell("code", "1"), cell("code", SOLUTION)) + "", FULL);
    JsonObject bare = solved();
    bare.remove("metadata");
    bare.getAsJsonArray("cells").forEach(each -> each.getAsJsonObject().remove("metadata"));
    hand("ok/no-metadata.ipynb", bare.toString(), FULL);
    JsonObject flooded = solved();
    var outputs = new JsonArray();
    outputs.add("x".repeat(8 << 20));
    flooded.getAsJsonArray("cells").get(1).getAsJsonObject().add("outputs", outputs);
    hand("ok/giant-output.ipynb", flooded.toString(), FULL);
    hand("ok/twice-a.ipynb", solved().toString(), FULL);
    hand("ok/twice-b.ipynb", solved().toString(), FULL);
    hand("ok/UPPER.IPYNB", solved().toString(), FULL);
  }

  private void handBrokenOnes() throws IOException {
    String whole = solved().toString();
    for (int part = 1; part < 8; part++) {
      hand(
          "bad/cut-%d.ipynb".formatted(part),
          whole.substring(0, whole.length() * part / 8),
          UNREADABLE);
    }
    hand("bad/empty.ipynb", "", UNREADABLE);
    hand("bad/deep.ipynb", "{\"cells\":" + "[".repeat(200_000), UNREADABLE);
    hand("bad/binary.ipynb", new byte[] {(byte) 0xff, 0, 1, (byte) 0xfe}, UNREADABLE);
    hand("bad/zip.ipynb", "PK\u0003\u0004 and so on", UNREADABLE);
    hand("bad/zipped.zip", "PK\u0003\u0004 and so on", "is an archive");
    hand("bad/huge.ipynb", " ".repeat((32 << 20) + 1), "has more than 32 MiB");
    hand(
        "bad/version-3.ipynb",
        "{\"nbformat\": 3, \"worksheets\": [{\"cells\": []}], \"metadata\": {}}",
        "is a notebook of format 3");
    JsonObject future = solved();
    future.addProperty("nbformat", 9);
    hand("bad/version-9.ipynb", future.toString(), "is a notebook of format 9");
    hand("bad/python.ipynb", ofLanguage("python").toString(), "is a notebook for python");
    hand("bad/nothing.ipynb", notebook().toString(), "there is nothing in it");
    hand("bad/markdown-only.ipynb", notebook(cell("markdown", SOLUTION)) + "", "there is nothing");
    hand("bad/code.ipynb", notebook(cell("code", "x".repeat(2 << 20))) + "", "a million signs");
  }

  private void handOddNames() throws IOException {
    for (String name :
        List.of(
            "names/a, b.ipynb",
            "names/\"quoted\" 'n' <b>.ipynb",
            "names/new\nline.ipynb",
            "names/right\u202eto left.ipynb",
            "names/名前 é.ipynb",
            "names/=1+1.ipynb",
            "names/" + "long".repeat(55) + ".ipynb",
            "names/..ipynb")) {
      hand(name, solved().toString(), FULL);
    }
  }

  private void handLinks() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("theirs.ipynb"), solved().toString());
    Files.createSymbolicLink(submissions.resolve("link.ipynb"), outside.resolve("theirs.ipynb"));
    Files.createSymbolicLink(submissions.resolve("linked"), outside);
    Files.createDirectory(submissions.resolve("empty folder"));
    expected.put("link.ipynb", "is a link");
  }

  @Test
  void eachIsOneRowWithItsReason() {
    assertThat(rows).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, reason) -> {
          Graded row = rows.get(name);
          if (reason.isEmpty()) {
            assertThat(row.problem()).as(name).isEmpty();
            assertThat(row.points()).as(name).isEqualTo(8);
          } else {
            assertThat(row.problem()).as(name).contains(reason);
          }
        });
  }

  @Test
  void noNameTurnsTheDirectionOfWritingOrBecomesHtml() throws IOException {
    for (String report : List.of("grades.csv", "instructor.html", "junit.xml")) {
      assertThat(Files.readString(folder.resolve("out").resolve(report)))
          .as(report)
          .doesNotContain("\u202e");
    }
    assertThat(Files.readString(folder.resolve("out/instructor.html"))).doesNotContain("<b>");
  }
}
