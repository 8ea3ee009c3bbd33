package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter said = new StringWriter();
  private long now;

  private Progress progress(boolean terminal) {
    return new Progress(new PrintWriter(said), terminal, () -> now);
  }

  private static Graded row(String name) {
    return Graded.problem(name, "unreadable");
  }

  @Test
  void aTerminalIsToldTheTimeLeft() {
    var progress = progress(true);
    now = 10_000_000_000L;
    progress.row(row("a"), 1, 10);
    assertThat(said.toString()).contains("1 of 10, 1:30 left");
  }

  @Test
  void theLineIsGoneWhenAllIsDone() {
    progress(true).row(row("a"), 1, 1);
    assertThat(said.toString()).endsWith("\r\033[K");
  }

  @Test
  void aFileGetsALineARow() {
    progress(false).row(row("a"), 1, 2);
    assertThat(said.toString()).isEqualToIgnoringNewLines("a: unreadable");
  }

  @Test
  void aNameCannotMoveTheCursor() {
    progress(false).row(row("a\u001b[2J\r\n\u009b\u202Eb"), 1, 2);
    assertThat(said.toString()).startsWith("a?[2J????b: ");
  }
}
