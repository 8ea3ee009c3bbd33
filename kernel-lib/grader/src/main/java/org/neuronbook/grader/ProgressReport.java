package org.neuronbook.grader;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbook.grader.progress.Tally;

/**
 * What {@code progress()} answers. As the last expression of a cell it is shown as a table, where
 * there is no HTML as text.
 *
 * @param lessons all lessons with exercises, in their order
 * @param footnote where it is kept, or why there is nothing
 */
public record ProgressReport(List<LessonPart> lessons, String footnote) {

  /** A lesson with its exercises. */
  public record LessonPart(Lesson lesson, List<Line> exercises) {

    /** For example {@code Lesson 10: The training loop}. */
    String heading() {
      return "Lesson " + lesson.id() + (lesson.title().isEmpty() ? "" : ": " + lesson.title());
    }
  }

  /**
   * An exercise.
   *
   * @param tally what is remembered of it; null if nothing
   */
  public record Line(Exercise exercise, Tally tally) {

    boolean solved() {
      return tally != null && tally.solved();
    }

    String name() {
      return exercise.id() + " " + exercise.title();
    }

    String state() {
      return solved() ? "✓ solved" : tally != null ? "… begun" : "○ not tried yet";
    }

    String points() {
      return Show.number(best()) + " of " + Show.number(exercise.maximum());
    }

    /** An exercise may have been worth more when it was checked. */
    double best() {
      return tally == null ? 0 : Math.min(tally.best(), exercise.maximum());
    }

    String attempts() {
      return tally == null ? "" : String.valueOf(tally.attempts());
    }

    /** The day, where the learner is. */
    String firstSolved() {
      return solved()
          ? tally.firstSolved().atZone(ZoneId.systemDefault()).toLocalDate().toString()
          : "";
    }
  }

  static ProgressReport of(Catalogues catalogues, Map<String, Tally> tallies, String footnote) {
    List<LessonPart> lessons = new ArrayList<>();
    for (Lesson lesson : catalogues.lessons()) {
      lessons.add(
          new LessonPart(
              lesson,
              catalogues.exercises().stream()
                  .filter(exercise -> exercise.lesson().equals(lesson.id()))
                  .map(exercise -> new Line(exercise, tallies.get(exercise.id())))
                  .toList()));
    }
    return new ProgressReport(lessons, footnote);
  }

  /** The first line: how much is solved. */
  public String summary() {
    List<Line> all = lines();
    double best = all.stream().mapToDouble(Line::best).sum();
    double maximum = all.stream().mapToDouble(line -> line.exercise().maximum()).sum();
    return "Your progress: %d of %d exercises solved, %s of %s points"
        .formatted(
            all.stream().filter(Line::solved).count(),
            all.size(),
            Show.number(best),
            Show.number(maximum));
  }

  /** The exercise to do next: the first that is not solved. */
  public Optional<Exercise> next() {
    return lines().stream().filter(line -> !line.solved()).map(Line::exercise).findFirst();
  }

  /** The file in which the next exercise stands; empty if that is not known. */
  String notebook() {
    return lessons.stream()
        .filter(part -> part.exercises().stream().anyMatch(line -> !line.solved()))
        .map(part -> part.lesson().notebook())
        .findFirst()
        .orElse("");
  }

  /** What to do now, as a sentence without its end. */
  String nextSentence() {
    return next()
        .map(exercise -> "Next: " + exercise.id() + " " + exercise.title())
        .orElse(lines().isEmpty() ? "There are no exercises here" : "All is solved. Well done");
  }

  private List<Line> lines() {
    return lessons.stream().flatMap(part -> part.exercises().stream()).toList();
  }

  /** The page as an HTML fragment without scripts. */
  public String html() {
    return ProgressHtml.of(this);
  }

  /** The page as plain text. */
  @Override
  public String toString() {
    return ProgressText.of(this);
  }
}
