package org.neuronbook.course.notebooks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an exercise, {@code 10.1}, and how cells are named after it. A dot is not allowed in
 * the id of a cell, nor in nbgrader's, so cells say {@code 10-1}.
 */
record ExerciseId(String lesson, int number) {
  static final String GRADE = "grade-";
  private static final Pattern STUB = Pattern.compile("exercise-([0-9]{2}[a-z]?)-([1-9][0-9]?)");
  private static final Pattern CHECK = Pattern.compile("check-([0-9]{2}[a-z]?)-([1-9][0-9]?)");

  static Optional<ExerciseId> ofStub(Cell cell) {
    return of(cell, STUB);
  }

  static Optional<ExerciseId> ofCheck(Cell cell) {
    return of(cell, CHECK);
  }

  private static Optional<ExerciseId> of(Cell cell, Pattern pattern) {
    Matcher matcher = pattern.matcher(cell.isCode() && cell.id() != null ? cell.id() : "");
    return matcher.matches()
        ? Optional.of(new ExerciseId(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  String stubCell() {
    return "exercise-" + lesson + "-" + number;
  }

  String checkCell() {
    return "check-" + lesson + "-" + number;
  }

  String gradeCell() {
    return GRADE + lesson + "-" + number;
  }

  @Override
  public String toString() {
    return lesson + "." + number;
  }
}
