package org.neuronbook.kernel.maven;

import java.nio.file.Path;
import java.util.List;

/**
 * Finds libraries and all that they need, as Maven finds them: the user's settings, mirrors and
 * local repository are honoured.
 */
public interface Artifacts {

  /**
   * Maven, in a class loader of its own: what it is made of meets neither the kernel's classes nor
   * those that cells load.
   */
  static Artifacts ofMaven() {
    return new NestedJars(Artifacts.class.getClassLoader()).artifacts();
  }

  /** Adds a place to look in, before the others. */
  void addRepository(String id, String url);

  /**
   * Finds libraries by coordinates.
   *
   * @param coordinates each as {@code group:artifact:version} or {@code
   *     group:artifact:type:classifier:version}
   * @return the libraries and what they need, the wanted ones first
   * @throws ArtifactsException when one cannot be had
   */
  List<Artifact> find(List<String> coordinates, Errand errand);

  /**
   * Finds the dependencies of a POM.
   *
   * @param scopes which of its dependencies are wanted, for example {@code compile}
   * @throws ArtifactsException when the POM is wrong or a dependency cannot be had
   */
  List<Artifact> findDependenciesOf(Path pom, List<String> scopes, Errand errand);

  /** What the search has to know of, and report to, the one who sent it. */
  interface Errand {
    /** The version of {@code group:artifact} that is there already, or null. */
    String presentVersion(String name);

    /** Told as a download goes on, from any thread. */
    void downloading(String file, long bytes, long ofBytes);

    /** Whether nobody waits for the answer any more. */
    boolean isCancelled();
  }

  /**
   * One library.
   *
   * @param name {@code group:artifact}
   * @param version the version that was asked for
   * @param file the file, or null when the library is there already and was left out
   * @param isWanted whether it was asked for by name, not needed by another
   */
  record Artifact(String name, String version, Path file, boolean isWanted) {}
}
