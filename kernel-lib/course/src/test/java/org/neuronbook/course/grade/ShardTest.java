package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbook.course.CourseException;

class ShardTest {
  @TempDir Path folder;

  @Test
  void partsHoldEachFileOnce() {
    assertThat(new Shard(1, 2).of(List.of(1, 2, 3))).containsExactly(1, 3);
    assertThat(new Shard(2, 2).of(List.of(1, 2, 3))).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "0/2", "3/2", "1/0", "-1/2", "a/b", "1/2/3"})
  void aPartThatThereIsNotIsRefused(String text) {
    assertThatThrownBy(() -> Shard.parse(text)).isInstanceOf(CourseException.class);
  }

  private Path part(String name, String shard, String seed, String submission) throws IOException {
    Path part = Files.createDirectory(folder.resolve(name));
    var row = new Graded(submission, "00.1", "", 0, 0, "L1", seed, "", "", List.of(), "");
    Grades.write(part, List.of(row), List.of());
    Shard.parse(shard).write(part);
    return part;
  }

  @Test
  void aMissingPartIsNamed() throws IOException {
    Path first = part("a", "1/3", "7", "a");
    Path third = part("c", "3/3", "7", "c");
    assertThatThrownBy(() -> Merge.of(List.of(first, third)))
        .hasMessageContaining("of 3 parts these are missing: [2]");
  }

  @Test
  void partsWithDifferentHiddenTestsAreRefused() throws IOException {
    Path first = part("a", "1/2", "7", "a");
    Path second = part("b", "2/2", "8", "b");
    assertThatThrownBy(() -> Merge.of(List.of(first, second)))
        .hasMessageContaining("2 different seeds");
  }

  @Test
  void aSubmissionInTwoPartsIsRefused() throws IOException {
    Path first = part("a", "1/2", "7", "a");
    Path second = part("b", "2/2", "7", "a");
    assertThatThrownBy(() -> Merge.of(List.of(first, second))).hasMessageContaining("a is in");
  }

  @Test
  void aFolderWithoutResultsIsRefused() {
    assertThatThrownBy(() -> Merge.of(List.of(folder)))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("there is no grades.json");
  }
}
