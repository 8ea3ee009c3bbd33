package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a check to the learner's page. */
class ProgressTest {
  private static final Sample RIGHT = x -> java.util.Arrays.stream(x).map(v -> 2 * v).toArray();
  private static final Sample WRONG = x -> x.clone();
  private static final Sample STUB =
      x -> {
        throw new Todo("90.1");
      };

  private static final Catalogues CATALOGUES =
      Catalogues.of(
          List.of(
              new Catalogue() {
                @Override
                public List<Exercise> exercises() {
                  return List.of(
                      new Exercise("90.1", "Double", Sample.class, SampleGrading.class),
                      new Exercise("90.2", "Double <b>", Sample.class, SampleGrading.class),
                      new Exercise("91.1", "Again", Sample.class, SampleGrading.class));
                }

                @Override
                public List<Lesson> lessons() {
                  return List.of(new Lesson("90", "Twice & more", "90-twice.ipynb"));
                }

                @Override
                public List<String> imports() {
                  return List.of();
                }
              }));

  @TempDir Path folder;

  private Diary diary(String file) {
    return new Diary(CATALOGUES, Optional.of(folder.resolve(file)));
  }

  private static CheckReport check(String id, Sample made) {
    return Check.grade(CATALOGUES, id, () -> made, Options.practice(1));
  }

  @Test
  void isATableOfAllExercisesAndSaysWhatIsNext() {
    Diary diary = diary("progress.db");
    assertThat(diary.keep(check("90.1", WRONG))).isEmpty();
    assertThat(diary.keep(check("90.1", RIGHT))).isEmpty();
    assertThat(diary.keep(check("90.2", WRONG))).isEmpty();
    // A page in another kernel, which sees the same.
    ProgressReport page = diary("progress.db").page();
    assertThat(page)
        .hasToString(
            """
            Your progress: 1 of 3 exercises solved, 6 of 12 points

            Lesson 90: Twice & more
              90.1 Double      ✓ solved         4 of 4 points  2 attempts  %1$s
              90.2 Double <b>  … begun          2 of 4 points  1 attempt
            Lesson 91
              91.1 Again       ○ not tried yet  0 of 4 points

            Next: 90.2 Double <b>, in 90-twice.ipynb.
            Kept in %2$s and nowhere else: nothing leaves this machine. To start over, delete that file."""
                .formatted(java.time.LocalDate.now(), folder.resolve("progress.db")));
    assertThat(page.next().map(Exercise::id)).contains("90.2");
  }

  @Test
  void isAnAccessibleTable() {
    Diary diary = diary("progress.db");
    diary.keep(check("90.1", RIGHT));
    assertThat(diary.page().html())
        .contains("Your progress: 1 of 3 exercises solved, 4 of 12 points</caption>")
        .contains("<th scope=\"rowgroup\"", "<th scope=\"row\"", "<th scope=\"col\"")
        .contains("Lesson 90: Twice &amp; more</th>")
        .contains("90.2 Double &lt;b&gt;", "✓ solved", "○ not tried yet")
        .contains("<strong>Next: 90.2 Double &lt;b&gt;</strong>, in 90-twice.ipynb.")
        .contains("nothing leaves this machine")
        .doesNotContain("<b>", "<script", "color");
  }

  @Test
  void praisesWhoHasSolvedAll() {
    Diary diary = diary("progress.db");
    for (String id : List.of("90.1", "90.2", "91.1")) {
      diary.keep(check(id, RIGHT));
    }
    assertThat(diary.page().toString()).contains("3 of 3", "All is solved. Well done.\n");
  }

  @Test
  void anUnwrittenExerciseIsNoAttempt() {
    Diary diary = diary("progress.db");
    diary.keep(check("90.1", STUB));
    diary.keep(check("nonsense", RIGHT));
    assertThat(folder.resolve("progress.db")).doesNotExist();
  }

  @Test
  void saysOnceWhatIsWrongAndStillChecks() throws Exception {
    Files.writeString(folder.resolve("damaged.db"), "no database at all".repeat(100));
    Diary diary = diary("damaged.db");
    CheckReport report = check("90.1", RIGHT);
    String note = diary.keep(report);
    assertThat(note)
        .isEqualTo(
            "Checked, but not kept for progress(): %s is damaged: delete it or put a copy back."
                .formatted(folder.resolve("damaged.db")));
    assertThat(diary.keep(report)).as("the second time").isEmpty();
    assertThat(report.withNote(note).toString()).endsWith(note).startsWith("✓ 90.1  4 of 4");
    assertThat(report.withNote(note).html()).contains("<p>Checked, but not kept");
    assertThat(diary.page().toString())
        .contains("0 of 3 exercises solved", "Your progress cannot be read", "is damaged");
  }

  @Test
  void writesNothingWhereItIsSwitchedOff() {
    var diary = new Diary(CATALOGUES, Optional.empty());
    assertThat(diary.keep(check("90.1", RIGHT))).isEmpty();
    assertThat(diary.page().footnote())
        .isEqualTo("No progress is kept here: NEURONBOOK_PROGRESS is off.");
  }

  @Test
  void anInterruptedCellStaysInterruptedAndLosesNothingButTheNote() {
    Diary diary = diary("progress.db");
    CheckReport report = check("90.1", RIGHT);
    Thread.currentThread().interrupt();
    diary.keep(report);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(diary.page().toString()).contains("1 of 3 exercises solved");
  }

  @Test
  void anExerciseKnowsItsPointsWithoutARun() {
    Exercise exercise = CATALOGUES.find("90.1").orElseThrow();
    assertThat(exercise.maximum()).isEqualTo(check("90.1", RIGHT).result().maximum());
    assertThat(exercise.lesson()).isEqualTo("90");
  }
}
