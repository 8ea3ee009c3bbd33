package org.neuronbook.course.grade;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neuronbook.course.CourseException;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code course grade verdicts}: answers nbgrader, which asks for one notebook after the other. A
 * line of its input is a submission as JSON, {@code {"name", "cells", "exercises"}}; a line of its
 * output is the list of {@link Verdict}s on it, one for each exercise. It ends with its input.
 */
@Command(
    name = "verdicts",
    description = "Gives nbgrader its marks. nbgrader starts it by itself.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class VerdictsCommand implements Callable<Integer> {
  /** A question: what somebody handed in, and the exercises to grade of it. */
  private record Question(String name, List<String> cells, List<String> exercises) {}

  /**
   * An answer.
   *
   * @param html the report as its author may read it
   * @param text the same report, shorter, as plain text
   */
  private record Verdict(String exercise, double points, double maximum, String html, String text) {
    static Verdict of(Exercise exercise, Graded graded) {
      return new Verdict(
          exercise.id(),
          graded.points(),
          graded.maximum(),
          PAGE.formatted(LearnerPage.section(graded)),
          LearnerPage.text(graded));
    }
  }

  /**
   * A notebook's own style leaves no room between the columns of a table, and nbgrader's no
   * triangle before what opens.
   */
  private static final String PAGE =
      """
      <style>
      .neuronbook-report :is(th, td) { padding: .1rem 1rem .1rem 0; text-align: left; vertical-align: top; }
      .neuronbook-report summary { display: list-item; cursor: pointer; }
      </style>
      <div class="neuronbook-report">
      %s</div>
      """;

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the seed of the hidden tests and finished results are kept.")
  private Path out;

  @Option(
      names = "--min-isolation",
      paramLabel = "LEVEL",
      defaultValue = "L2",
      description = "L1 or L2. Default: L2. Nothing is graded below it.")
  private Isolation level;

  @Override
  public Integer call() throws IOException, InterruptedException {
    GradeCommand.require(level);
    // Python asks and reads in UTF-8, whatever this machine's own encoding is.
    var answers = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var store = new ResultStore(out.resolve("results"));
    var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
    try (var grader = new RowGrader(Catalogue.installed(), level, SecretSeed.of(out), 1, store);
        var questions = new BufferedReader(input)) {
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        answers.println(GSON.toJson(answer(GSON.fromJson(line, Question.class), grader)));
      }
    }
    return 0;
  }

  private static List<Verdict> answer(Question question, RowGrader grader)
      throws InterruptedException {
    List<Verdict> verdicts = new ArrayList<>();
    for (String id : question.exercises()) {
      verdicts.add(Verdict.of(exercise(id), grade(question, exercise(id), grader)));
    }
    return verdicts;
  }

  private static Exercise exercise(String id) {
    return Catalogue.installed().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new CourseException(
                    "a notebook asks for marks for exercise %s, which there is not".formatted(id),
                    "Was the assignment made with another version of the course?"));
  }

  private static Graded grade(Question question, Exercise exercise, RowGrader grader)
      throws InterruptedException {
    Submitted submitted;
    try {
      submitted = new Submitted(question.name(), question.cells());
    } catch (CourseException refused) {
      return Graded.problem(question.name(), refused.getMessage());
    }
    Optional<String> implementation = submitted.implementation(exercise);
    return implementation.isPresent()
        ? grader.grade(submitted, exercise, implementation.get())
        : Graded.problem(
            question.name(),
            "there is no class that implements " + exercise.contract().getSimpleName());
  }
}
