package org.neuronbook.kernel.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.MavenUserHome;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResult;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;

/** {@link Artifacts} by the Maven resolver; loaded by {@link NestedJars} only. */
final class MavenArtifacts implements Artifacts {
  private static final int VERSIONS_NAMED = 5;
  private static final String OFFLINE =
      "Maven's settings say offline: only what was downloaded before can be had.";

  private final List<RemoteRepository> added = new ArrayList<>();

  MavenArtifacts() {}

  @Override
  public void addRepository(String id, String url) {
    added.removeIf(repository -> repository.getId().equals(id));
    added.add(new RemoteRepository.Builder(id, "default", url).build());
  }

  @Override
  public List<Artifact> find(List<String> coordinates, Errand errand) {
    try (Context maven = open(errand)) {
      CollectRequest request = new CollectRequest();
      request.setRepositories(maven.remoteRepositories());
      for (String each : coordinates) {
        if (each.matches("[^:]+:[^:]+")) {
          throw new ArtifactsException(
              each + " names no version", advice(maven, request, artifact(each + ":0")));
        }
        request.addDependency(new Dependency(artifact(each), JavaScopes.RUNTIME));
      }
      return resolve(maven, request, errand);
    }
  }

  @Override
  public List<Artifact> findDependenciesOf(Path pom, List<String> scopes, Errand errand) {
    try (Context maven = open(errand)) {
      ArtifactDescriptorResult read = read(maven, pom);
      CollectRequest request = new CollectRequest();
      request.setDependencies(
          read.getDependencies().stream()
              .filter(one -> scopes.contains(one.getScope().isEmpty() ? "compile" : one.getScope()))
              .toList());
      request.setManagedDependencies(read.getManagedDependencies());
      request.setRepositories(
          maven
              .repositorySystem()
              .newResolutionRepositories(
                  maven.repositorySystemSession(), repositories(maven, read.getRepositories())));
      return resolve(maven, request, errand);
    }
  }

  private static List<RemoteRepository> repositories(Context maven, List<RemoteRepository> more) {
    Map<String, RemoteRepository> byId = new LinkedHashMap<>();
    more.forEach(one -> byId.put(one.getId(), one));
    maven.remoteRepositories().forEach(one -> byId.putIfAbsent(one.getId(), one));
    return new ArrayList<>(byId.values());
  }

  private static DefaultArtifact artifact(String coordinates) {
    try {
      return new DefaultArtifact(coordinates);
    } catch (IllegalArgumentException e) {
      throw new ArtifactsException(
          coordinates + " is not of the form group:artifact:version",
          "For example com.google.code.gson:gson:2.14.0.");
    }
  }

  private Context open(Errand errand) {
    ContextOverrides.Builder overrides =
        ContextOverrides.create().withUserSettings(true).transferListener(new Reports(errand));
    if (!added.isEmpty()) { // an empty list would mean: no repository at all
      overrides.repositories(added).addRepositoriesOp(ContextOverrides.AddRepositoriesOp.PREPEND);
    }
    return new Runtime().create(overrides.build());
  }

  private static ArtifactDescriptorResult read(Context maven, Path pom) {
    var session = new DefaultRepositorySystemSession(maven.repositorySystemSession());
    DefaultArtifact stand = new DefaultArtifact("cell", "pom", "pom", "1");
    session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, false));
    session.setWorkspaceReader(new OnePom(stand, pom.toFile()));
    try {
      return maven
          .repositorySystem()
          .readArtifactDescriptor(
              session, new ArtifactDescriptorRequest(stand, maven.remoteRepositories(), "a cell"));
    } catch (ArtifactDescriptorException e) {
      throw new ArtifactsException(
          "the POM cannot be used: " + innermost(e).getMessage(), "Does Maven itself accept it?");
    }
  }

  private static List<Artifact> resolve(Context maven, CollectRequest collect, Errand errand) {
    Set<String> wanted = new LinkedHashSet<>();
    collect.getDependencies().forEach(one -> wanted.add(name(one.getArtifact())));
    DependencyRequest request =
        new DependencyRequest(
            collect,
            (node, parents) ->
                node.getArtifact() == null
                    || errand.presentVersion(name(node.getArtifact())) == null);
    try {
      DependencyResult result =
          maven.repositorySystem().resolveDependencies(maven.repositorySystemSession(), request);
      return inOrder(result, wanted);
    } catch (RepositoryException e) {
      throw explained(maven, collect, e);
    }
  }

  private static List<Artifact> inOrder(DependencyResult result, Set<String> wanted) {
    PreorderNodeListGenerator nodes = new PreorderNodeListGenerator();
    result.getRoot().accept(nodes);
    Map<String, Artifact> found = new LinkedHashMap<>();
    for (DependencyNode node : nodes.getNodes()) {
      org.eclipse.aether.artifact.Artifact one = node.getArtifact();
      if (one != null) {
        File file = one.getFile();
        found.putIfAbsent(
            one.getGroupId() + ":" + one.getArtifactId() + ":" + one.getClassifier(),
            new Artifact(
                name(one),
                one.getVersion(),
                file == null ? null : file.toPath(),
                wanted.contains(name(one))));
      }
    }
    List<Artifact> all = new ArrayList<>(found.values());
    all.sort((a, b) -> Boolean.compare(b.isWanted(), a.isWanted()));
    return all;
  }

  private static String name(org.eclipse.aether.artifact.Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId();
  }

  // When it fails -------------------------------------------------------------------------------

  private static ArtifactsException explained(
      Context maven, CollectRequest request, RepositoryException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof ArtifactNotFoundException missing) {
        return notFound(maven, request, missing.getArtifact());
      }
      if (each instanceof ArtifactDescriptorException broken
          && broken.getResult() != null
          && broken.getResult().getArtifact() != null
          && innermost(broken) instanceof ArtifactNotFoundException) {
        return notFound(maven, request, broken.getResult().getArtifact());
      }
    }
    Throwable cause = innermost(e);
    String offline =
        maven.repositorySystemSession().isOffline()
            ? OFFLINE
            : "Is there a network, and does Maven need a mirror or proxy here (settings.xml in the"
                + " folder .m2)?";
    return new ArtifactsException(cause.getMessage(), offline);
  }

  private static ArtifactsException notFound(
      Context maven, CollectRequest request, org.eclipse.aether.artifact.Artifact missing) {
    String places =
        request.getRepositories().stream()
            .map(RemoteRepository::getId)
            .collect(Collectors.joining(", "));
    return new ArtifactsException(
        name(missing) + ":" + missing.getVersion() + " was not found (looked in " + places + ")",
        advice(maven, request, missing));
  }

  private static String advice(
      Context maven, CollectRequest request, org.eclipse.aether.artifact.Artifact missing) {
    if (maven.repositorySystemSession().isOffline()) {
      return OFFLINE;
    }
    List<String> versions = versions(maven, request, missing);
    return versions.isEmpty()
        ? "No version of it was found: are group and artifact spelled right? %mavenRepo adds"
            + " another place to look in."
        : "Versions that exist: " + String.join(", ", versions) + ".";
  }

  private static List<String> versions(
      Context maven, CollectRequest request, org.eclipse.aether.artifact.Artifact missing) {
    try {
      List<String> all =
          new ArrayList<>(
              maven
                  .repositorySystem()
                  .resolveVersionRange(
                      maven.repositorySystemSession(),
                      new VersionRangeRequest(
                          missing.setVersion("[0,)"), request.getRepositories(), ""))
                  .getVersions()
                  .stream()
                  .map(Object::toString)
                  .toList());
      Collections.reverse(all);
      return all.subList(0, Math.min(VERSIONS_NAMED, all.size()));
    } catch (VersionRangeResolutionException e) {
      return List.of();
    }
  }

  private static Throwable innermost(Throwable e) {
    Throwable each = e;
    while (each.getCause() != null && each.getCause() != each) {
      each = each.getCause();
    }
    return each;
  }

  /** Honours the setting {@code offline}, too. */
  private static final class Runtime extends StandaloneStaticRuntime {
    @Override
    protected DefaultRepositorySystemSession newRepositorySession(
        ContextOverrides overrides,
        MavenUserHome home,
        RepositorySystem system,
        Settings settings,
        SettingsDecrypter decrypter) {
      DefaultRepositorySystemSession session =
          super.newRepositorySession(overrides, home, system, settings, decrypter);
      session.setOffline(settings.isOffline());
      return session;
    }
  }

  /** Passes on how downloads go, and ends them when nobody waits any more. */
  private static final class Reports extends AbstractTransferListener {
    private final Errand errand;

    Reports(Errand errand) {
      this.errand = errand;
    }

    @Override
    public void transferStarted(TransferEvent event) throws TransferCancelledException {
      transferProgressed(event);
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
      if (errand.isCancelled()) {
        throw new TransferCancelledException("interrupted");
      }
      String file = event.getResource().getResourceName();
      errand.downloading(
          file.substring(file.lastIndexOf('/') + 1),
          event.getTransferredBytes(),
          event.getResource().getContentLength());
    }
  }

  /** Lets a file pass for the POM of an artifact that is nowhere else. */
  private record OnePom(DefaultArtifact artifact, File file) implements WorkspaceReader {
    @Override
    public WorkspaceRepository getRepository() {
      return new WorkspaceRepository("cell");
    }

    @Override
    public File findArtifact(org.eclipse.aether.artifact.Artifact asked) {
      return name(asked).equals(name(artifact)) ? file : null;
    }

    @Override
    public List<String> findVersions(org.eclipse.aether.artifact.Artifact asked) {
      return List.of();
    }
  }
}
