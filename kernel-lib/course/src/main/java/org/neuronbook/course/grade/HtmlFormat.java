package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code instructor.html}, a table of all rows, and {@code feedback/SUBMISSION/index.html}, what
 * one learner may read.
 */
final class HtmlFormat implements Format {
  @Override
  public void write(Path folder, List<Graded> all) throws IOException {
    Files.writeString(folder.resolve("instructor.html"), InstructorPage.of(all));
    for (var each : SubmissionFolders.bySubmission(all).entrySet()) {
      Path own = SubmissionFolders.make(folder.resolve("feedback"), each.getKey());
      Files.writeString(own.resolve("index.html"), LearnerPage.of(each.getKey(), each.getValue()));
    }
  }
}
