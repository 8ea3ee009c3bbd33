package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;

/** All rules for the sources of a lesson. Each finds every fault it can, not only the first. */
final class SourceChecks {
  private SourceChecks() {}

  static List<Problem> check(LessonSource source) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(CellChecks.check(source));
    problems.addAll(SectionChecks.check(source));
    problems.addAll(ExerciseChecks.check(source));
    problems.addAll(QuizChecks.check(source));
    problems.addAll(ProseChecks.check(source));
    return problems;
  }
}
