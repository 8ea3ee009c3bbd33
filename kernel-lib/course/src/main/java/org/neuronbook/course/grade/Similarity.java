package org.neuronbook.course.grade;

import de.jplag.JPlag;
import de.jplag.JPlagResult;
import de.jplag.ParsingException;
import de.jplag.clustering.ClusteringOptions;
import de.jplag.exceptions.ExitException;
import de.jplag.java.Language;
import de.jplag.options.JPlagOptions;
import de.jplag.reporting.reportobject.ReportObjectFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;

/**
 * Compares submissions with each other, in a process of its own: JPlag and what it needs are loaded
 * by nobody else, and code that a compiler cannot cope with ends nothing but this.
 */
final class Similarity {
  private static final long SECONDS = 20;

  /** Deep brackets need a deep stack; without end, they end here. */
  private static final long STACK = 16L << 20;

  private final Path submissions;
  private final Path out;
  private final int tokens;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param tokens how many tokens in a row must agree to count
   */
  Similarity(Path submissions, Path out, int tokens) {
    this.submissions = submissions;
    this.out = out;
    this.tokens = tokens;
  }

  /** Submissions, folder for reports, tokens, folder of what the course hands out. */
  public static void main(String[] words) throws IOException {
    var similarity =
        new Similarity(Path.of(words[0]), Path.of(words[1]), Integer.parseInt(words[2]));
    try {
      similarity.run(Path.of(words[3]));
    } catch (CourseException refused) {
      System.out.println(refused.getMessage());
      System.exit(2);
    }
    // A compiler that never came back is left behind.
    System.exit(0);
  }

  private void run(Path given) throws IOException {
    Path work = Files.createTempDirectory("neuronbook-similarity-");
    try {
      var handedOut = new HashSet<String>();
      Path base = Files.createDirectories(work.resolve("given"));
      handedOut(given, handedOut, base);
      Path learners = Files.createDirectories(work.resolve("learners"));
      write(handedOut, learners);
      JPlagResult result = compare(learners, base);
      Files.createDirectories(out);
      new ReportObjectFactory().createAndSaveReport(result, out.resolve("jplag").toString());
      new SimilarityReport(result, problems).write(out);
    } finally {
      delete(work);
    }
  }

  /** What the course hands out belongs to nobody. */
  private static void handedOut(Path given, Set<String> cells, Path base) throws IOException {
    int number = 0;
    for (Path file : Batch.files(given)) {
      List<String> own = Submitted.read(file.getFileName().toString(), file).cells();
      Files.writeString(
          base.resolve("Given%d.java".formatted(++number)), new CellsAsClass(own, Set.of()).text());
      own.forEach(cell -> cells.add(cell.strip()));
    }
  }

  /** A folder a learner: what lies directly in the folder of submissions, a folder or a file. */
  private void write(Set<String> given, Path learners) throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    for (Path file : Batch.files(submissions)) {
      String name = submissions.relativize(file).toString();
      Path folder =
          learners.resolve(
              SubmissionFolders.path(submissions.relativize(file).getName(0).toString()));
      int number = files.merge(folder.toString(), 1, Integer::sum);
      try {
        Path java = folder.resolve("File%d.java".formatted(number));
        inTime(() -> one(name, file, given, java));
      } catch (CourseException unreadable) {
        problems.add(name + ": " + unreadable.getMessage());
      }
    }
  }

  private Void one(String name, Path file, Set<String> given, Path java)
      throws IOException, ParsingException {
    var cells = new CellsAsClass(Submitted.read(name, file).cells(), given);
    cells
        .unread()
        .forEach(
            cell -> problems.add("%s: cell %d is no Java that can be read".formatted(name, cell)));
    Files.createDirectories(java.getParent());
    Files.writeString(java, cells.text());
    try {
      new Language().parse(Set.of(java.toFile()));
    } catch (ParsingException | RuntimeException | StackOverflowError unread) {
      Files.delete(java);
      throw unread;
    }
    return null;
  }

  private static void inTime(Callable<Void> work) {
    var task = new FutureTask<>(work);
    var thread = new Thread(null, task, "reads a submission", STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CourseException("reading it takes too long", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof CourseException known) {
        throw known;
      }
      throw new CourseException("a compiler cannot read it", "");
    }
  }

  private JPlagResult compare(Path learners, Path base) throws IOException {
    try (Stream<Path> all = Files.list(learners)) {
      if (all.count() < 2) {
        throw new CourseException(
            "there are fewer than two submissions that can be compared. "
                + String.join("; ", problems),
            "");
      }
    }
    try {
      return new JPlag(
              new JPlagOptions(new Language(), Set.of(learners.toFile()), Set.of())
                  .withMinimumTokenMatch(tokens)
                  .withMaximumNumberOfComparisons(SimilarityReport.MOST)
                  .withClusteringOptions(new ClusteringOptions().withEnabled(false))
                  .withBaseCodeSubmissionDirectory(base.toFile()))
          .run();
    } catch (ExitException e) {
      throw new CourseException("JPlag refuses: " + e.getMessage(), "");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
