package org.neuronbook.course.notebooks;

import java.nio.file.Path;
import org.neuronbook.course.Project;

/** The three notebooks that are made from the sources of a lesson. */
enum NotebookKind {
  /** The whole lesson, with stubs, executed: what a learner opens. */
  LESSON("notebooks", true),
  /** The exercises alone, with stubs, not executed: what a course hands out. */
  EXERCISES("exercises", false),
  /** The exercises with their solutions, executed: what a course keeps. */
  SOLUTIONS("solutions", true);

  private final String folder;
  private final boolean executed;

  NotebookKind(String folder, boolean executed) {
    this.folder = folder;
    this.executed = executed;
  }

  /** The folder's name in a checkout. */
  String folder() {
    return folder;
  }

  /** Whether the committed notebook holds outputs. */
  boolean executed() {
    return executed;
  }

  Path directory(Project project) {
    return switch (this) {
      case LESSON -> project.notebooks();
      case EXERCISES -> project.exercises();
      case SOLUTIONS -> project.solutions();
    };
  }

  Path file(Lesson lesson) {
    return directory(lesson.project()).resolve(lesson.slug() + ".ipynb");
  }
}
