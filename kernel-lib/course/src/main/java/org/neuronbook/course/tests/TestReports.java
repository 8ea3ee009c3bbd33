package org.neuronbook.course.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the test reports of a run say together. */
public record TestReports(int tests, int failures, int errors, int skipped) {
  private static final Pattern SUITE = Pattern.compile("<testsuite\\s[^>]*>");
  private static final List<String> COUNTS = List.of("tests", "failures", "errors", "skipped");

  /** Adds up the reports below the modules' target folders that are not older than the run. */
  public static TestReports since(FileTime start, List<Path> modules) {
    int[] sum = new int[COUNTS.size()];
    for (Path module : modules) {
      Path folder = module.resolve("target/surefire-reports");
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(TestReports::isReport).toList()) {
          if (Files.getLastModifiedTime(file).compareTo(start) >= 0) {
            add(Files.readString(file), sum);
          }
        }
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
    return new TestReports(sum[0], sum[1], sum[2], sum[3]);
  }

  private static boolean isReport(Path file) {
    return file.getFileName().toString().matches("TEST-.*\\.xml");
  }

  private static void add(String report, int[] sum) {
    Matcher suite = SUITE.matcher(report);
    if (suite.find()) {
      for (int i = 0; i < sum.length; i++) {
        Matcher count = Pattern.compile(" " + COUNTS.get(i) + "=\"(\\d+)\"").matcher(suite.group());
        if (count.find()) {
          sum[i] += Integer.parseInt(count.group(1));
        }
      }
    }
  }

  /** The line in which Surefire itself sums up. */
  public String summary() {
    return String.format(
        "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d", tests, failures, errors, skipped);
  }
}
