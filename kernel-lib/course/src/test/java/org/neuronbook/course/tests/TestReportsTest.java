package org.neuronbook.course.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {
  private static final FileTime START = FileTime.fromMillis(1_000_000);
  @TempDir private Path folder;

  @Test
  void addsUpTheModulesOfThisRun() throws IOException {
    report("nn", "A", 12, 1, 2, 3, 2_000_000);
    report("kernel", "B", 5, 0, 0, 0, 2_000_000);
    report("kernel", "OfYesterday", 100, 9, 9, 9, 0);

    TestReports sum =
        TestReports.since(
            START, List.of(folder.resolve("nn"), folder.resolve("kernel"), folder.resolve("none")));

    assertThat(sum).isEqualTo(new TestReports(17, 1, 2, 3));
    assertThat(sum.summary()).isEqualTo("Tests run: 17, Failures: 1, Errors: 2, Skipped: 3");
  }

  private void report(
      String module, String name, int tests, int failures, int errors, int skipped, long time)
      throws IOException {
    Path file = folder.resolve(module).resolve("target/surefire-reports/TEST-" + name + ".xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        String.format(
            "<?xml version=\"1.0\"?>\n<testsuite name=\"%s\" time=\"1\" tests=\"%d\" errors=\"%d\" skipped=\"%d\""
                + " failures=\"%d\">\n<testcase/></testsuite>",
            name, tests, errors, skipped, failures));
    Files.setLastModifiedTime(file, FileTime.fromMillis(time));
  }
}
