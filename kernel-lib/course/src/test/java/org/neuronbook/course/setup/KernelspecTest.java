package org.neuronbook.course.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;

class KernelspecTest {
  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new Project(folder);
    Files.createDirectories(project.jars());
    for (String jar :
        List.of(
            "xchart-4.0.3.jar",
            "picocli-4.7.7.jar",
            "neuronbook-course-1.jar",
            "neuronbook-nn-1.jar")) {
      Files.writeString(project.jars().resolve(jar), "");
    }
  }

  @Test
  void startsOurKernelWithTheJavaThatRunsThis() throws IOException {
    new Kernelspec(project).write(line -> {});

    JsonObject spec = spec();
    List<String> command = words(spec.getAsJsonArray("argv"));
    assertThat(Path.of(command.get(0))).isAbsolute().isExecutable();
    assertThat(command)
        .containsSequence("--add-modules", "jdk.incubator.vector")
        .contains("-Djava.awt.headless=true")
        .endsWith("org.neuronbook.kernel.KernelMain", "{connection_file}");
    assertThat(spec.get("display_name").getAsString()).isEqualTo("Java (Neuronbook)");
    assertThat(spec.get("language").getAsString()).isEqualTo("java");
    assertThat(spec.get("interrupt_mode").getAsString()).isEqualTo("message");
  }

  @Test
  void leavesTheCommandLineOutOfTheClassPath() {
    assertThat(Kernelspec.classPath(project).split(File.pathSeparator))
        .containsExactly(
            project.jars().resolve("neuronbook-nn-1.jar").toString(),
            project.jars().resolve("xchart-4.0.3.jar").toString());
  }

  @Test
  void followsTheBuild() throws IOException {
    new Kernelspec(project).write(line -> {});
    Files.writeString(project.jars().resolve("added.jar"), "");

    new Kernelspec(project).write(line -> {});

    assertThat(words(spec().getAsJsonArray("argv"))).anyMatch(word -> word.contains("added.jar"));
  }

  @Test
  void saysThatNothingIsBuilt() throws IOException {
    try (Stream<Path> jars = Files.list(project.jars())) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    }

    assertThatThrownBy(() -> new Kernelspec(project).write(line -> {}))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("no jars");
  }

  @Test
  void aFolderWithoutAFontFileHasNoFonts() throws IOException {
    Path fonts = Files.createDirectories(folder.resolve("fonts/truetype"));
    Files.writeString(fonts.resolve("README"), "");
    boolean linux = System.getProperty("os.name").equals("Linux");

    assertThat(new Fonts(List.of(folder.resolve("fonts"), folder.resolve("none"))).isEmpty())
        .isEqualTo(linux);

    Files.writeString(fonts.resolve("Any.TTF"), "");
    assertThat(new Fonts(List.of(folder.resolve("fonts"))).isEmpty()).isFalse();
  }

  private JsonObject spec() throws IOException {
    Path file = project.venv().resolve("share/jupyter/kernels/neuronbook/kernel.json");
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static List<String> words(JsonArray array) {
    return array.asList().stream().map(JsonElement::getAsString).toList();
  }
}
