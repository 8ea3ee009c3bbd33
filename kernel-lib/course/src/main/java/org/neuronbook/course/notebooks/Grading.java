package org.neuronbook.course.notebooks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.regex.Pattern;

/**
 * What nbgrader must find in an exercise notebook: marked cells, and one line that gives a number.
 */
final class Grading {
  static final String METADATA = "nbgrader";
  private static final int SCHEMA_VERSION = 3;

  private Grading() {}

  /** Whether a cell consists of one call of {@code check} for this exercise. */
  static boolean isCheck(Cell cell, ExerciseId id) {
    String source = cell.source().strip();
    return Pattern.compile(
            "check\\(\"" + Pattern.quote(id.toString()) + "\",[^;]*\\);?", Pattern.DOTALL)
        .matcher(source)
        .matches();
  }

  /** The points that a check cell names, or null. */
  static Double points(Cell check) {
    JsonElement points = check.options().get(CellChecks.POINTS);
    return points != null && points.isJsonPrimitive() && points.getAsJsonPrimitive().isNumber()
        ? Double.valueOf(points.getAsDouble())
        : null;
  }

  /** A cell that the learner fills in. nbgrader names it by the id of the cell. */
  static Cell solutionCell(Cell stub) {
    return stub.withOptions(options(stub.id(), false, true, false));
  }

  /**
   * The cell from which nbgrader takes the mark: the value of its last expression. It is made from
   * the check cell, whose own result is a table for the learner.
   */
  static Cell gradeCell(Cell check, ExerciseId id) {
    String expression = check.source().strip().replaceFirst(";$", "") + ".points()";
    JsonObject options = options(id.gradeCell(), true, false, true);
    JsonObject metadata = options.getAsJsonObject(METADATA);
    metadata.add("points", check.options().get(CellChecks.POINTS));
    return Cell.code(id.gradeCell(), expression).withOptions(options);
  }

  /** The points that a grade cell can give, or null for any other cell. */
  static Double pointsOfGradeCell(Cell cell) {
    JsonElement metadata = cell.options().get(METADATA);
    return metadata != null && metadata.getAsJsonObject().has("points")
        ? Double.valueOf(metadata.getAsJsonObject().get("points").getAsDouble())
        : null;
  }

  private static JsonObject options(String id, boolean grade, boolean solution, boolean locked) {
    JsonObject nbgrader = new JsonObject();
    nbgrader.addProperty("schema_version", SCHEMA_VERSION);
    nbgrader.addProperty("grade_id", id);
    nbgrader.addProperty("grade", grade);
    nbgrader.addProperty("solution", solution);
    nbgrader.addProperty("locked", locked);
    nbgrader.addProperty("task", false);
    JsonObject options = new JsonObject();
    options.add(METADATA, nbgrader);
    return options;
  }
}
