package org.neuronbook.course.notebooks;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;

/**
 * The exercises of lessons as nbgrader wants them from an instructor: the notebook that learners
 * get, with its cells marked, but solved. nbgrader takes the solutions out when it releases it.
 */
public final class Assignments {
  /** A link to another file of the checkout, which a learner's folder does not hold. */
  private static final Pattern LINK = Pattern.compile("(?<!!)\\[([^]]*)]\\((?![a-z]+:)[^)]*\\)");

  private Assignments() {}

  /**
   * Writes a notebook for each lesson into a folder.
   *
   * @param lessons their numbers ({@code 10}) or names ({@code 10-training-loop})
   * @throws CourseException if there is no such lesson, or it has no exercises
   */
  public static void write(Project project, List<String> lessons, Path folder) {
    List<Lesson> chosen = Lesson.find(project, lessons);
    for (Lesson lesson : chosen) {
      if (!lesson.hasExercises()) {
        throw new CourseException(
            "the lesson %s has no exercises".formatted(lesson.slug()),
            "Those with exercises: "
                + Lesson.find(project, List.of()).stream()
                    .filter(Lesson::hasExercises)
                    .map(Lesson::slug)
                    .collect(Collectors.joining(", ")));
      }
    }
    for (LessonSource source : new Jupytext(VenvPython.of(project)).read(chosen)) {
      Path file = folder.resolve(source.lesson().slug() + ".ipynb");
      Folders.write(file, NotebookJson.write(solved(source)));
    }
  }

  private static Notebook solved(LessonSource source) {
    Notebook handedOut = Assembler.assemble(source, NotebookKind.EXERCISES);
    return handedOut.withCells(
        handedOut.cells().stream().map(cell -> solved(cell, source)).toList());
  }

  private static Cell solved(Cell cell, LessonSource source) {
    if (cell.isMarkdown()) {
      return cell.withSource(LINK.matcher(cell.source()).replaceAll("$1"));
    }
    return source.exercises().stream()
        .filter(each -> ExerciseId.ofStub(each).isPresent() && each.id().equals(cell.id()))
        .findFirst()
        .map(each -> cell.withSource(each.source()))
        .orElse(cell);
  }
}
