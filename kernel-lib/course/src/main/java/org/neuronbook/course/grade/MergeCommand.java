package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code course grade merge}. */
@Command(
    name = "merge",
    description = "Puts the results of all parts (--shard) together, as if graded in one run.",
    mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "The folders that the parts were graded into.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where all results go.")
  private Path out;

  @Mixin private FormatOption formats;

  @Override
  public Integer call() throws IOException {
    List<Format> chosen = formats.chosen();
    List<Graded> rows = Merge.of(folders);
    Grades.write(out, rows, chosen);
    spec.commandLine()
        .getOut()
        .printf("%d results of %d parts: %s%n", rows.size(), folders.size(), out);
    return 0;
  }
}
