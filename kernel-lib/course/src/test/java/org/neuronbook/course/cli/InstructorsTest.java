package org.neuronbook.course.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.course.Project;
import picocli.CommandLine;

/** Every command of the instructors' guide is one that the course understands. */
class InstructorsTest {
  private static final Path GUIDE = Project.here().root().resolve("INSTRUCTORS.md");

  /** A line of a block, or code in a line of text. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^|`|-p Delegate=yes )\\./course ([^`#\\n]+)");

  static List<String> commands() throws IOException {
    return COMMAND
        .matcher(Files.readString(GUIDE))
        .results()
        .map(found -> found.group(1).replace("...", "").strip())
        .distinct()
        .toList();
  }

  @ParameterizedTest(name = "./course {0}")
  @MethodSource("commands")
  void isUnderstood(String words) {
    parse(words);
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(12).anyMatch(each -> each.startsWith("homework"));
  }

  @Test
  void aRenamedOptionWouldBeSeen() {
    assertThatThrownBy(() -> parse("grade handed-in --into marks"))
        .isInstanceOf(CommandLine.ParameterException.class);
  }

  /** Reads the words and runs nothing. */
  private static void parse(String words) {
    CourseMain.commandLine(Project.here()).parseArgs(words.split("\\s+"));
  }
}
