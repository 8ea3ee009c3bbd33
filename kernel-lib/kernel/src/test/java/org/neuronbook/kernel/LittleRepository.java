package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A Maven repository in a folder, and a home whose settings know no other. */
final class LittleRepository {
  private final Path folder;

  LittleRepository(Path folder) {
    this.folder = folder;
  }

  Path repository() {
    return folder.resolve("repository");
  }

  /** A home folder with Maven's settings. */
  Path home(String settings) throws IOException {
    Path file = Files.createTempDirectory(folder, "home").resolve(".m2").resolve("settings.xml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<settings>" + settings + "</settings>");
    return file.getParent().getParent();
  }

  /** Settings that send Maven here for everything. */
  String mirrored() {
    return "<mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>"
        + repository().toUri()
        + "</url></mirror></mirrors>";
  }

  /**
   * Puts a library into the repository.
   *
   * @param needs coordinates of what it needs
   * @param sources class name to source
   * @param resources path to content
   * @return its jar
   */
  Path publish(
      String coordinates,
      List<String> needs,
      Map<String, String> sources,
      Map<String, String> resources)
      throws IOException {
    String[] names = coordinates.split(":");
    Path place =
        Files.createDirectories(
            repository().resolve(names[0].replace('.', '/')).resolve(names[1]).resolve(names[2]));
    String file = names[1] + "-" + names[2];
    StringBuilder pom = new StringBuilder("<project><modelVersion>4.0.0</modelVersion>");
    pom.append(elements(names)).append("<dependencies>");
    for (String need : needs) {
      pom.append("<dependency>").append(elements(need.split(":"))).append("</dependency>");
    }
    Files.writeString(
        place.resolve(file + ".pom"), pom.append("</dependencies></project>").toString());
    tellVersions(place.getParent(), names);
    return jar(place.resolve(file + ".jar"), sources, resources);
  }

  private static void tellVersions(Path artifact, String[] names) throws IOException {
    StringBuilder versions = new StringBuilder();
    try (Stream<Path> all = Files.list(artifact)) {
      all.filter(Files::isDirectory)
          .sorted()
          .forEach(v -> versions.append("<version>" + v.getFileName() + "</version>"));
    }
    Files.writeString(
        artifact.resolve("maven-metadata.xml"),
        "<metadata>%s<versioning><versions>%s</versions></versioning></metadata>"
            .formatted(elements(names), versions));
  }

  private static String elements(String[] names) {
    return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
        .formatted((Object[]) names);
  }

  /** Compiles sources into a jar. */
  Path jar(Path jar, Map<String, String> sources, Map<String, String> resources)
      throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = classes.resolve(source.getKey() + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      String classPath = System.getProperty("java.class.path");
      int exit =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, "-cp", classPath, "-d", classes.toString(), file.toString());
      assertThat(exit).as("compiling " + source.getKey()).isZero();
    }
    for (Map.Entry<String, String> resource : resources.entrySet()) {
      Path file = classes.resolve(resource.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, resource.getValue());
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".java")) {
          continue; // the compiler would take the source for the newer one
        }
        entries.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        entries.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }
}
