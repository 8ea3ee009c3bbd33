package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.course.Project;

/** Each rule for sources meets the sample with one thing broken. */
class SourceChecksTest {
  private static final String LESSON = "lesson.md";
  private static final String EXERCISE = "exercise.md";

  /**
   * One way to break the sample.
   *
   * @param says what the only problem must name: where, expected, actual or hint
   */
  record Broken(String name, String file, String from, String to, String... says) {
    String slug(int number) {
      return "00-broken-" + number;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Broken> ALL =
      List.of(
          new Broken(
              "aBlockOfProseWithoutName",
              LESSON,
              "+++ {\"id\": \"the-library-does-it\"}\n",
              "",
              "lesson.md:",
              "a block without a name",
              "## The library does it"),
          new Broken(
              "aCodeCellWithoutName",
              LESSON,
              ":id: mean-by-library\n\n",
              "",
              "Arrays.stream(numbers)",
              ":id: name"),
          new Broken(
              "aNameTwiceInALesson",
              LESSON,
              ":id: mean-by-library",
              ":id: mean-by-hand",
              "block mean-by-hand",
              "that no other block"),
          new Broken(
              "aNameOfTheExercisesAgainInTheLesson",
              LESSON,
              ":id: mean-by-library",
              ":id: exercise-00-1",
              "exercise.md:",
              "also at lessons/"),
          new Broken(
              "aNameWithCapitals",
              LESSON,
              ":id: mean-by-library",
              ":id: MeanByLibrary",
              "\"MeanByLibrary\"",
              "small letters"),
          new Broken(
              "aNameThatTheBuildGivesItself",
              LESSON,
              ":id: mean-by-library",
              ":id: grade-00-1",
              "grade-00-1",
              "the build"),
          new Broken(
              "aCellInAnotherLanguage",
              LESSON,
              "```{code-cell} java\n:id: broken",
              "```{code-cell} python\n:id: broken",
              "{code-cell} python",
              "every code cell is Java"),
          new Broken(
              "aCellBetweenColons",
              LESSON,
              "The cell below fails. Why?",
              ":::{code-cell} java\n1 + 1\n:::",
              ":::{code-cell} java",
              "between backticks only"),
          new Broken(
              "aCellInAList",
              LESSON,
              "The cell below fails. Why?",
              "- see\n\n  ```{code-cell} java\n  1 + 1\n  ```",
              "begins in the first column"),
          new Broken(
              "aMisspeltTag",
              LESSON,
              "[raises-exception]",
              "[raise-exception]",
              "block broken",
              "raise-exception"),
          new Broken(
              "anUnknownOption", LESSON, ":id: broken\n", ":id: broken\n:hidden: true\n", "hidden"),
          new Broken(
              "aMissingHeader",
              EXERCISE,
              "name: neuronbook",
              "name: java",
              "exercise.md:1",
              "header"),
          new Broken(
              "aMissingTitle", LESSON, "# Centring numbers", "Centring numbers", "the title"),
          new Broken(
              "aMissingSection",
              LESSON,
              "## Intuition",
              "### Intuition",
              "section 4",
              "## Intuition",
              "Missing: Intuition"),
          new Broken(
              "aSectionOfTheAuthorsOwn",
              LESSON,
              "## Goal",
              "## Aim",
              "but got  ## Aim",
              "Not a section (use ###): Aim"),
          new Broken(
              "sectionsInAnotherOrder",
              LESSON,
              "## Goal\n\nKnow what is left of numbers when their mean is taken away.\n\n"
                  + "+++ {\"id\": \"you-need\"}\n\n## You need",
              "## You need\n\n+++ {\"id\": \"you-need\"}\n\n## Goal",
              "section 1",
              "expected ## Goal",
              "but got  ## You need"),
          new Broken(
              "aHeadingInsideABlock",
              LESSON,
              "Where is the middle of three numbers?",
              "Where?\n\n## Where?",
              "block the-question",
              "line 5 of the block"),
          new Broken(
              "aPlotWithoutClaim",
              LESSON,
              "claim(\"The",
              "// claim(\"The",
              "block plot",
              "no claim"),
          new Broken("aRecapOfFourLines", LESSON, "4. Four.\n", "", "block recap", "4 items"),
          new Broken(
              "anOptionWithoutExplanation",
              LESSON,
              "Right: the sum of the differences to the mean is zero.",
              "",
              "option \"Zero\"",
              "expected an explanation"),
          new Broken(
              "anExplanationWithoutVerdict",
              LESSON,
              "Right: the sum",
              "The sum",
              "option \"Zero\"",
              "Right or Wrong"),
          new Broken(
              "aQuestionWithoutRightOption",
              LESSON,
              "Right: the sum",
              "Wrong: the sum",
              "2 options, 0 of them right"),
          new Broken(
              "anExplanationWithoutEmptyLines",
              LESSON,
              "<details><summary>Zero</summary>\n\n",
              "<details><summary>Zero</summary>\n",
              "an empty line before and after"),
          new Broken(
              "aQuizWithoutQuestion",
              LESSON,
              "### 1. What is the mean",
              "What is the mean",
              "no question"),
          new Broken(
              "aPictureWithoutText",
              LESSON,
              "![A straight line that rises from the lower left to the upper right.]",
              "![]",
              "block intuition",
              "in the place of the picture"),
          new Broken(
              "anHtmlPictureWithoutText",
              LESSON,
              "Where is the middle of three numbers?",
              "<img src=\"picture.svg\" alt=\"\">",
              "block the-question",
              "in the place of the picture"),
          new Broken(
              "aLinkToNowhere",
              LESSON,
              "[the first picture](picture.svg)",
              "[the first picture](photo.svg)",
              "block you-need",
              "photo.svg"),
          new Broken(
              "aDiagramOfCharacters",
              LESSON,
              "a listing in the text, +++ and ## included\n",
              "x --> h --> y\n+--+  +--+\n",
              "block the-maths",
              "screen reader"),
          new Broken(
              "noPlaceForTheExercises",
              LESSON,
              "```{include} exercise.md\n```",
              "See exercise.md.",
              "one block that includes exercise.md",
              "0 such blocks"),
          new Broken(
              "textBehindTheExercises",
              LESSON,
              "```{include} exercise.md\n```",
              "```{include} exercise.md\n```\n\nAnd now rest.",
              "block exercise",
              "more text"),
          new Broken(
              "exercisesInAnotherSection",
              LESSON,
              "The cell below fails. Why?\n",
              "```{include} exercise.md\n```\n",
              "block what-went-wrong",
              "the section What went wrong?"),
          new Broken(
              "aHeadingOfALessonInTheExercises",
              EXERCISE,
              "### Exercise 00.1",
              "## Exercise 00.1",
              "block task-00-1",
              "third level"),
          new Broken(
              "aStubWithoutSolution",
              EXERCISE,
              "    // BEGIN SOLUTION\n",
              "",
              "block exercise-00-1",
              "without a beginning"),
          new Broken(
              "codeBehindASolution",
              EXERCISE,
              "    // END SOLUTION\n",
              "    // END SOLUTION\n    System.gc();\n",
              "block exercise-00-1",
              "does not compile"),
          new Broken(
              "aSolutionOutsideAStub",
              EXERCISE,
              ":id: exercise-00-1",
              ":id: stub",
              "block stub",
              "no solution outside"),
          new Broken(
              "anExerciseOfAnotherLesson",
              EXERCISE,
              ":id: exercise-00-1",
              ":id: exercise-01-1",
              "exercise 01.1"),
          new Broken(
              "anExerciseWithoutCheck",
              EXERCISE,
              ":id: check-00-1\n:points: 8\n",
              ":id: try-it\n",
              "block exercise-00-1",
              "check-00-1 after it"),
          new Broken(
              "aCheckWithoutPoints",
              EXERCISE,
              ":points: 8\n",
              "",
              "block check-00-1",
              ":points: 10"),
          new Broken(
              "aCheckOfAnotherExercise",
              EXERCISE,
              "check(\"00.1\"",
              "check(\"00.2\"",
              "block check-00-1",
              "check(\"00.2\", MyCentre::new)"),
          new Broken(
              "aCheckWithMoreThanTheCheck",
              EXERCISE,
              "check(\"00.1\"",
              "int seed = 1;\ncheck(\"00.1\"",
              "one expression"));

  @TempDir static Path root;
  private static Map<String, LessonSource> converted;

  @BeforeAll
  static void convertAllAtOnce() {
    Project project = new Project(root);
    List<Lesson> lessons = new ArrayList<>();
    lessons.add(Sample.write(project, Sample.SLUG));
    for (int i = 0; i < ALL.size(); i++) {
      Broken broken = ALL.get(i);
      Lesson lesson = Sample.write(project, broken.slug(i));
      Sample.replace(lesson, broken.file(), broken.from(), broken.to());
      lessons.add(lesson);
    }
    converted =
        new Jupytext(Sample.python())
            .read(lessons).stream()
                .collect(Collectors.toMap(s -> s.lesson().slug(), Function.identity()));
  }

  static List<Broken> ALL() {
    return ALL;
  }

  @Test
  void acceptsTheWholeSample() {
    assertThat(SourceChecks.check(converted.get(Sample.SLUG))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ALL")
  void findsAndExplains(Broken broken) {
    LessonSource source = converted.get(broken.slug(ALL.indexOf(broken)));
    List<Problem> problems = SourceChecks.check(source);
    assertThat(problems).as("problems of %s", broken).isNotEmpty();
    String text = String.join("\n", problems.stream().map(Problem::toString).toList());
    assertThat(text)
        .contains(broken.says())
        .contains("lessons/" + broken.slug(ALL.indexOf(broken)));
  }

  @Test
  void reportsEveryFaultAtOnce() {
    LessonSource source = converted.get(Sample.SLUG);
    LessonSource broken =
        Sample.withCell(
            Sample.withCell(source, "claim-mean", "1 + 1"), "recap", "## Recap in five lines");
    assertThat(SourceChecks.check(broken))
        .extracting(Problem::actual)
        .containsExactly("no claim in this section", "0 items");
  }
}
