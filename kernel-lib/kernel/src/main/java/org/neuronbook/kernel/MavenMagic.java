package org.neuronbook.kernel;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.neuronbook.kernel.maven.Artifacts;
import org.neuronbook.kernel.maven.Artifacts.Artifact;
import org.neuronbook.kernel.maven.ArtifactsException;

/**
 * {@code %maven}, {@code %mavenRepo} and {@code %loadFromPOM}: adds libraries, and what they need,
 * as Maven finds them.
 */
final class MavenMagic implements Magic {
  private static final MagicHelp MAVEN =
      MagicHelp.of(
          "%maven group:artifact:version...",
          "adds libraries, and what they need, as Maven finds them",
          "For example %maven com.google.code.gson:gson:2.14.0. Also group:artifact:type:version and",
          "group:artifact:type:classifier:version. Maven's settings.xml, mirrors and local repository",
          "are honoured. Yields the list of the jars that were added.");
  private static final MagicHelp REPOSITORY =
      MagicHelp.of("%mavenRepo id url", "adds a place where %maven looks for libraries");
  private static final MagicHelp POM =
      MagicHelp.of(
          "%loadFromPOM file [scope...]",
          "adds the dependencies of a pom.xml",
          "The scopes are compile and runtime unless others are named.");
  private static final MagicHelp POM_CELL =
      MagicHelp.of(
          "%%loadFromPOM [scope...]",
          "adds the dependencies that stand below as in a pom.xml",
          "Whole <project>s, and any <dependency> and <repository> elements as a README has them.");
  private static final List<String> SCOPES = List.of("compile", "runtime");
  private static final int NAMES_TOLD = 8;

  /** How often a download is reported, and how long the first report waits. */
  private static final int REPORT_MILLIS = 1_000;

  private final SnippetRunner runner;
  private final Libraries libraries;
  private final PrintStream output;
  private Artifacts artifacts;

  MavenMagic(SnippetRunner runner, Libraries libraries, PrintStream output) {
    this.runner = runner;
    this.libraries = libraries;
    this.output = output;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(
        MAVEN,
        REPOSITORY,
        POM,
        POM_CELL,
        MagicHelp.of("%addMavenDependency group:artifact:version...", "the same as %maven"),
        MagicHelp.of("%addMavenDependencies group:artifact:version...", "the same as %maven"),
        MagicHelp.of("%addMavenRepo id url", "the same as %mavenRepo"));
  }

  @Override
  public Object run(Call call) throws Exception {
    return switch (call.line().name()) {
      case "mavenRepo", "addMavenRepo" -> addRepository(call);
      case "loadFromPOM" -> call.line().isCell() ? addOfCell(call) : addOfFile(call);
      default -> add(call);
    };
  }

  private Object addRepository(Call call) {
    if (call.arguments().size() != 2) {
      throw call.misused(REPOSITORY, "takes an id and a url");
    }
    artifacts().addRepository(call.arguments().get(0), call.arguments().get(1));
    return null;
  }

  private Object add(Call call) throws Exception {
    List<String> coordinates =
        call.arguments().stream().map(each -> each.replaceFirst(";$", "")).toList();
    if (coordinates.isEmpty()) {
      throw call.misused(MAVEN, "was given no library");
    }
    return add(errand -> artifacts().find(coordinates, errand));
  }

  private Object addOfFile(Call call) throws Exception {
    if (call.arguments().isEmpty()) {
      throw call.misused(POM, "was given no file");
    }
    Path file = Path.of(call.arguments().get(0)).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new MagicFailure(
          "there is no file " + file,
          "A relative path starts at " + Path.of("").toAbsolutePath() + ".");
    }
    List<String> scopes = call.arguments().subList(1, call.arguments().size());
    return addOfPom(file, scopes);
  }

  private Object addOfCell(Call call) throws Exception {
    Path file = Files.createTempFile("cell", ".pom");
    try {
      Files.writeString(file, PomOfCell.of(call.line().body()));
      return addOfPom(file, call.arguments());
    } finally {
      Files.delete(file);
    }
  }

  private Object addOfPom(Path file, List<String> scopes) throws Exception {
    List<String> wanted = scopes.isEmpty() ? SCOPES : scopes;
    return add(errand -> artifacts().findDependenciesOf(file, wanted, errand));
  }

  private Artifacts artifacts() {
    if (artifacts == null) {
      artifacts = Artifacts.ofMaven();
    }
    return artifacts;
  }

  private interface Search {
    List<Artifact> by(Artifacts.Errand errand);
  }

  @SuppressWarnings("unchecked")
  private List<String> add(Search search) throws Exception {
    List<Artifact> found =
        (List<Artifact>) runner.runInside(() -> awaited(search), UnaryOperator.identity());
    tellPresent(found);
    List<String> names = new ArrayList<>();
    List<String> needed = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Artifact one : found) {
      if (one.file() != null) {
        files.add(one.file());
        libraries.remember(one.name(), one.version());
        (one.isWanted() ? names : needed).add(one.name() + " " + one.version());
      }
    }
    names.forEach(name -> output.println("added " + name));
    if (!needed.isEmpty()) {
      output.println((names.isEmpty() ? "added " : "  and what it needs: ") + shortened(needed));
    }
    return libraries.add(files);
  }

  /** Those asked for by name; what added ones need is worth a line only if versions differ. */
  private void tellPresent(List<Artifact> found) {
    boolean isAnyAdded = found.stream().anyMatch(one -> one.file() != null);
    for (Artifact one : found) {
      if (one.file() == null) {
        String there = libraries.version(one.name());
        boolean isSame = there.equals(one.version());
        if (one.isWanted() || isAnyAdded && !isSame) {
          output.println(
              one.name()
                  + " is already there in version "
                  + there
                  + (isSame ? "" : ", which is used instead of " + one.version()));
        }
      }
    }
  }

  private static String shortened(List<String> names) {
    List<String> plain = names.stream().map(name -> name.replaceFirst("^.*:", "")).toList();
    return plain.size() <= NAMES_TOLD + 1
        ? String.join(", ", plain)
        : String.join(", ", plain.subList(0, NAMES_TOLD))
            + " and "
            + (plain.size() - NAMES_TOLD)
            + " more";
  }

  // The search runs on a thread of its own: reading from a network cannot be interrupted, waiting
  // can.

  private List<Artifact> awaited(Search search) throws Exception {
    Watched errand = new Watched();
    FutureTask<List<Artifact>> task = new FutureTask<>(() -> search.by(errand));
    Thread thread = new Thread(task, "maven");
    thread.setDaemon(true);
    thread.setContextClassLoader(Artifacts.class.getClassLoader());
    thread.start();
    boolean isReported = false;
    try {
      while (true) {
        try {
          return task.get(REPORT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          StopCheck.ask();
          String state = errand.state;
          if (state != null) {
            output.print("\r" + state);
            isReported = true;
          }
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ArtifactsException problem) {
        throw new MagicFailure(problem.problem(), problem.hint());
      }
      throw e.getCause() instanceof Exception own ? own : e;
    } finally {
      errand.cancelled = true;
      if (isReported) {
        output.print("\r" + " ".repeat(Watched.WIDTH) + "\r");
      }
    }
  }

  private final class Watched implements Artifacts.Errand {
    static final int WIDTH = 78;
    private static final int WORTH_REPORTING = 500_000;

    volatile String state;
    volatile boolean cancelled;

    @Override
    public String presentVersion(String name) {
      return libraries.version(name);
    }

    @Override
    public void downloading(String file, long bytes, long ofBytes) {
      if (ofBytes >= 0 && ofBytes < WORTH_REPORTING) {
        return;
      }
      String of = ofBytes > 0 ? " of " + TimeMagic.size(ofBytes) : "";
      String text = "downloading " + file + " " + TimeMagic.size(bytes) + of;
      state = "%-78s".formatted(text).substring(0, WIDTH);
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
