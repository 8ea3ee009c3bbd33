package org.neuronbook.course.lab;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import org.neuronbook.course.setup.Kernelspec;

/** A running JupyterLab on the project, with everything that it has started. */
public final class JupyterLab implements AutoCloseable {
  private static final String FIRST_NOTEBOOK = "00-start-here.ipynb";
  private static final long SECONDS_TO_ANSWER = 120;

  private final Process process;
  private final int port;
  private final String page;
  private final Path log;

  private JupyterLab(Process process, int port, String page, Path log) {
    this.process = process;
    this.port = port;
    this.page = page;
    this.log = log;
  }

  /** Starts the server; it does not answer yet. */
  public static JupyterLab start(Project project, int port, boolean openBrowser) {
    String token = System.getenv().getOrDefault("JUPYTER_TOKEN", randomToken());
    String defaultPage = firstPage(project);
    List<String> words =
        new ArrayList<>(
            List.of(
                project.python("python").toString(),
                "-m",
                "jupyterlab",
                "--ServerApp.root_dir=" + project.root(),
                "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port=" + port,
                "--ServerApp.port_retries=0",
                "--ServerApp.open_browser=" + (openBrowser ? "True" : "False"),
                "--MultiKernelManager.default_kernel_name=" + Kernelspec.NAME,
                "--LabApp.default_url=" + defaultPage,
                "--LabApp.extension_manager=readonly",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
                "--LabApp.news_url="));
    if (runsAsRoot()) {
      words.add("--ServerApp.allow_root=True");
    }
    Map<String, String> variables = new HashMap<>(Jupyter.variables(project));
    variables.put("JUPYTER_TOKEN", token);
    Path log = project.cache().resolve("lab.log");
    try {
      Files.createDirectories(log.getParent());
      Process process = Program.of(project.root()).with(words).with(variables).start(log);
      return new JupyterLab(process, port, defaultPage + "?token=" + token, log);
    } catch (IOException problem) {
      throw new CourseException(
          "JupyterLab does not start: " + problem.getMessage(),
          "./course doctor looks for causes.");
    }
  }

  /** The first lesson; where notebooks are not built yet, their folder, or just JupyterLab. */
  static String firstPage(Project project) {
    if (Files.exists(project.notebooks().resolve(FIRST_NOTEBOOK))) {
      return "/lab/tree/notebooks/" + FIRST_NOTEBOOK;
    }
    return Files.isDirectory(project.notebooks()) ? "/lab/tree/notebooks" : "/lab";
  }

  /** The address to open, with the token that proves it is you. */
  public String address() {
    return "http://127.0.0.1:" + port + page;
  }

  public Path log() {
    return log;
  }

  /** Returns once the server answers HTTP; throws with its last words if it does not. */
  public void awaitAnswer() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ANSWER);
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw failure("JupyterLab ended at once");
      }
      if (answers()) {
        return;
      }
      process.waitFor(200, TimeUnit.MILLISECONDS);
    }
    throw failure("JupyterLab does not answer on port " + port);
  }

  private boolean answers() {
    try {
      URL url = URI.create("http://127.0.0.1:" + port + "/api").toURL();
      HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private CourseException failure(String what) {
    String tail = "";
    try (Stream<String> lines = Files.lines(log)) {
      tail = ":\n" + new Program.Result(1, lines.toList()).tail(8);
    } catch (IOException unreadable) {
      // The log is a help, not a need.
    }
    return new CourseException(what + tail, "All it said: " + log);
  }

  /** Waits until the server ends by itself (File, Shut Down). */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Ends the server and everything that it has started: politely first, so that kernels can end
   * too.
   */
  @Override
  public void close() {
    List<ProcessHandle> children = new ArrayList<>(process.descendants().toList());
    process.destroy();
    try {
      if (!process.waitFor(8, TimeUnit.SECONDS)) {
        children.addAll(process.descendants().toList());
        process.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean runsAsRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static String randomToken() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
