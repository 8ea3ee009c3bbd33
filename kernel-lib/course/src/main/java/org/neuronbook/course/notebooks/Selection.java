package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.neuronbook.course.Project;
import picocli.CommandLine.Option;

/** The options that say which lessons a command is about. */
final class Selection {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "LESSON",
      description = "Numbers or names of lessons, such as 08,10. All lessons if missing.")
  private final List<String> only = new ArrayList<>();

  List<Lesson> lessons(Project project) {
    return Lesson.find(project, only);
  }

  boolean isAll() {
    return only.isEmpty();
  }

  /** Prints problems one after the other; 1 if there were any, as an exit code. */
  static int report(List<Problem> problems, Consumer<String> say) {
    problems.forEach(problem -> say.accept(problem.toString()));
    if (problems.isEmpty()) {
      return 0;
    }
    say.accept(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    return 1;
  }
}
