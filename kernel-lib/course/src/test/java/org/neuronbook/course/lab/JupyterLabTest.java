package org.neuronbook.course.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.PythonEnvironment;

/** Starts the real server of the project's own environment. */
class JupyterLabTest {
  private final Project project = Project.here();

  @Test
  void answersWithOurKernelAndEndsAllThatItStarted() throws Exception {
    assertThat(new PythonEnvironment(project, line -> {}).ready())
        .as(
            "the Python environment is ready (./course setup makes it, ./course test does that first)")
        .isTrue();
    List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
    int port = Network.freePortFrom(18_888);

    try (JupyterLab lab = JupyterLab.start(project, port, false)) {
      lab.awaitAnswer();

      assertThat(lab.address())
          .startsWith("http://127.0.0.1:" + port + JupyterLab.firstPage(project) + "?token=");
      assertThat(get(lab.address())).contains("JupyterLab");
      String kernels = lab.address().replaceFirst("/lab.*\\?", "/api/kernelspecs?");
      assertThat(get(kernels))
          .contains("\"default\": \"neuronbook\"")
          .contains("Java (Neuronbook)");
      assertThat(status("http://127.0.0.1:" + port + "/api/kernelspecs"))
          .as("the answer to somebody without the token")
          .isEqualTo(403);
    }

    assertThat(Network.portFree(port)).as("the port is free again").isTrue();
    assertThat(ProcessHandle.current().descendants())
        .as("no process is left")
        .allMatch(before::contains);
  }

  @Test
  void opensTheFirstLessonOrElseWhatThereIs(@TempDir Path folder) throws IOException {
    Project other = new Project(folder);
    assertThat(JupyterLab.firstPage(other)).isEqualTo("/lab");

    Files.createDirectories(other.notebooks());
    assertThat(JupyterLab.firstPage(other)).isEqualTo("/lab/tree/notebooks");

    Files.writeString(other.notebooks().resolve("00-start-here.ipynb"), "{}");
    assertThat(JupyterLab.firstPage(other)).isEqualTo("/lab/tree/notebooks/00-start-here.ipynb");
  }

  private static int status(String address) throws IOException {
    return open(address).getResponseCode();
  }

  private static HttpURLConnection open(String address) throws IOException {
    return (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
  }

  private static String get(String address) throws IOException {
    try (var body = open(address).getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
