package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;

class LessonTest {
  @TempDir Path root;

  @Test
  void findsLessonsInOrder() {
    write("10-loop", "00-start");
    assertThat(find()).containsExactly("00-start", "10-loop");
  }

  @Test
  void selectsByNumberAndByName() {
    write("00-start", "08-xor", "10-loop");
    assertThat(find("10", "00-start")).containsExactly("10-loop", "00-start");
  }

  @Test
  void saysWhichLessonsThereAre() {
    write("00-start", "10-loop");
    assertThatThrownBy(() -> find("11"))
        .isInstanceOfSatisfying(
            CourseException.class, e -> assertThat(e.hint()).contains("00-start, 10-loop"))
        .hasMessageContaining("no lesson is called 11");
  }

  @Test
  void refusesAFolderThatIsNotNamedLikeALesson() {
    write("10-Loop");
    assertThatThrownBy(this::find).hasMessageContaining("lessons/10-Loop");
  }

  @Test
  void saysWhichSourceCannotBeRead() {
    Lesson good = Sample.write(new Project(root), "00-good");
    Lesson bad = Sample.write(new Project(root), "01-bad");
    Sample.replace(bad, "lesson.md", "+++ {\"id\": \"goal\"}", "+++ {id: goal}");
    assertThatThrownBy(() -> new Jupytext(Sample.python()).read(List.of(good, bad)))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("lessons/01-bad/lesson.md cannot be read: Markdown cell")
        .message()
        .doesNotContain("Traceback", "Error:");
  }

  @Test
  void countsProblemsAndFailsBecauseOfThem() {
    List<String> said = new ArrayList<>();
    Problem problem = new Problem("lesson.md:3", "a title", "none", "write one");
    assertThat(Selection.report(List.of(problem), said::add)).isEqualTo(1);
    assertThat(said)
        .containsExactly(
            "lesson.md:3\n    expected a title\n    but got  none\n    hint: write one",
            "1 problem");
    assertThat(Selection.report(List.of(), said::add)).isZero();
  }

  private void write(String... slugs) {
    for (String slug : slugs) {
      Sample.write(new Project(root), slug);
    }
  }

  private List<String> find(String... only) {
    return Lesson.find(new Project(root), List.of(only)).stream().map(Lesson::slug).toList();
  }
}
