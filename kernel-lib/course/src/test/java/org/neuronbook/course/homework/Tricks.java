package org.neuronbook.course.homework;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What cheats, and those who know no better, do to a notebook. */
final class Tricks {
  private Tricks() {}

  static JsonObject grade(JsonObject notebook) {
    return Classroom.cell(notebook, HomeworkTest.GRADE);
  }

  static JsonObject marks(JsonObject notebook) {
    return grade(notebook).getAsJsonObject("metadata").getAsJsonObject("nbgrader");
  }

  static void redefine(JsonObject notebook) {
    Classroom.cells(notebook)
        .add(
            Classroom.newCell(
                "code",
                """
                class Report { double points() { return 8.0; } }
                Report check(String id, Object implementation) { return new Report(); }
                void assertEquals(Object expected, Object actual) {}
                double mark() { return 8.0; }
                class Check { static Report check(String id, Object o) { return new Report(); } }
                """));
  }

  static JsonArray output(String mark) {
    return JsonParser.parseString(
            """
            [{"output_type": "execute_result", "execution_count": 1, "metadata": {},
              "data": {"text/plain": "%s", "text/html": "forged"}}]
            """
                .formatted(mark))
        .getAsJsonArray();
  }

  static void forgeOutput(JsonObject notebook) {
    grade(notebook).add("outputs", output("8.0"));
    grade(notebook).addProperty("execution_count", 1);
  }

  static void duplicateForged(JsonObject notebook) {
    JsonObject twin = grade(notebook).deepCopy();
    Classroom.write(twin, "8.0");
    twin.add("outputs", output("8.0"));
    Classroom.cells(notebook).add(twin);
  }

  static void removeLocked(JsonObject notebook) {
    JsonArray kept = new JsonArray();
    for (JsonElement cell : Classroom.cells(notebook)) {
      if (!Classroom.text(cell.getAsJsonObject()).startsWith("check(")) {
        kept.add(cell);
      }
    }
    notebook.add("cells", kept);
  }

  /** A mark of one's own, which nothing released knows. */
  static void ownCell(JsonObject notebook, String like) {
    JsonObject own = Classroom.cell(notebook, like).deepCopy();
    own.getAsJsonObject("metadata").getAsJsonObject("nbgrader").addProperty("grade_id", "bonus");
    Classroom.write(own, "8.0");
    Classroom.cells(notebook).add(own);
  }

  static void markSolutionAsGraded(JsonObject notebook) {
    JsonObject marks =
        Classroom.cell(notebook, HomeworkTest.SOLUTION)
            .getAsJsonObject("metadata")
            .getAsJsonObject("nbgrader");
    marks.addProperty("grade", true);
    marks.addProperty("points", 8);
  }

  static void otherKernel(JsonObject notebook) {
    JsonObject kernel = notebook.getAsJsonObject("metadata").getAsJsonObject("kernelspec");
    kernel.addProperty("name", "python3");
    kernel.addProperty("language", "python");
  }

  static void addScripts(JsonObject notebook) {
    String script =
        "<script>alert('script')</script> <img src=x onerror=\"alert('script')\"> *text*";
    Classroom.cells(notebook).add(Classroom.newCell("markdown", script));
    Classroom.cells(notebook).add(Classroom.newCell("raw", script));
    grade(notebook).add("outputs", output("<script>alert('script')</script>"));
  }
}
