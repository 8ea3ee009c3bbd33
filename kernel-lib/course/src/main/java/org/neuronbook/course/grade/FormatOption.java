package org.neuronbook.course.grade;

import java.util.List;
import picocli.CommandLine.Option;

/** The option of all commands that write reports. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      defaultValue = "csv",
      description = "csv, github, gradescope, html, junit, with commas between them. Default: csv.")
  private List<String> names;

  /** The formats asked for. */
  List<Format> chosen() {
    return Format.named(names);
  }
}
