package org.neuronbook.course.setup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.neuronbook.course.Project;
import org.neuronbook.grader.progress.ProgressPlace;
import org.neuronbook.kernel.install.KernelFolder;

/**
 * How Jupyter runs in this project: with the project's environment and folders, apart from whatever
 * Jupyter, settings and kernels the user has elsewhere, and without asking the network for news.
 */
public final class Jupyter {
  private static final String PAGE =
      """
      {
        "disabledExtensions": {
          "@jupyterlab/apputils-extension:announcements": true,
          "@jupyter/nbgrader": true
        }
      }
      """;

  /**
   * Java's first completion on a busy computer takes longer than the second that is the default.
   */
  private static final String SETTINGS =
      """
      {
        "@jupyterlab/apputils-extension:notification": {
          "checkForUpdates": false,
          "doNotDisturbMode": false,
          "fetchNews": "false"
        },
        "@jupyterlab/completer-extension:manager": {
          "providerTimeout": 10000
        },
        "@jupyterlab/extensionmanager-extension:plugin": {
          "enabled": false
        }
      }
      """;

  /**
   * nbgrader is used from the command line; its server part asks for a teacher's configuration at
   * every start.
   */
  private static final String SERVER =
      """
      {
        "ServerApp": {
          "jpserver_extensions": {
            "nbgrader.server_extensions.assignment_list": false,
            "nbgrader.server_extensions.course_list": false,
            "nbgrader.server_extensions.formgrader": false,
            "nbgrader.server_extensions.validate_assignment": false
          }
        }
      }
      """;

  /** The environment variable that names the kernels' file of history, or switches it off. */
  public static final String HISTORY = "NEURONBOOK_HISTORY";

  private Jupyter() {}

  /**
   * Makes all that Jupyter needs: the Python environment, its settings and our kernelspec. Quick
   * when nothing is to do.
   */
  public static void prepare(Project project, Consumer<String> say) {
    new PythonEnvironment(project, say).prepare();
    new Kernelspec(project).write(say);
    try {
      write(project.venv().resolve("etc/jupyter/labconfig/page_config.json"), PAGE);
      write(project.venv().resolve("share/jupyter/lab/settings/overrides.json"), SETTINGS);
      write(project.venv().resolve("etc/jupyter/jupyter_server_config.d/neuronbook.json"), SERVER);
      Files.createDirectories(home(project).resolve("runtime"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Where Jupyter keeps what it remembers: not in the user's home, which may be read-only. */
  static Path home(Project project) {
    return project.cache().resolve("jupyter");
  }

  /**
   * The environment variables of every Jupyter program that the course starts. A null value takes a
   * variable away. The stock JJava kernel of the same environment finds its Java and our classes
   * through them.
   */
  public static Map<String, String> variables(Project project) {
    Map<String, String> variables = new LinkedHashMap<>();
    Path home = home(project);
    variables.put("JUPYTER_CONFIG_DIR", home.resolve("config").toString());
    variables.put("JUPYTER_DATA_DIR", home.resolve("data").toString());
    variables.put("JUPYTER_RUNTIME_DIR", home.resolve("runtime").toString());
    variables.put("IPYTHONDIR", home.resolve("ipython").toString());
    variables.put("JUPYTER_PREFER_ENV_PATH", "1");
    variables.put("JUPYTER_PATH", null);
    variables.put("JUPYTER_CONFIG_PATH", null);
    variables.put("PYTHONHOME", null);
    variables.put("PYTHONPATH", null);
    variables.put("PYTHONUTF8", "1");
    boolean homeless = !Files.isWritable(Path.of(System.getProperty("user.home")));
    if (homeless && System.getenv("NEURONBOOK_CACHE") == null) {
      variables.put("NEURONBOOK_CACHE", project.cache().toString());
    }
    if (homeless && System.getenv(ProgressPlace.VARIABLE) == null) {
      variables.put(ProgressPlace.VARIABLE, project.cache().resolve("progress.db").toString());
    }
    if (homeless && System.getenv(HISTORY) == null) {
      variables.put(HISTORY, project.cache().resolve("history.db").toString());
    }
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("JJAVA_CLASSPATH", Kernelspec.classPath(project));
    variables.put("VIRTUAL_ENV", project.venv().toString());
    variables.put(
        "PATH",
        String.join(
            File.pathSeparator,
            project.python("python").getParent().toString(),
            KernelFolder.java().getParent().toString(),
            System.getenv().getOrDefault("PATH", "")));
    return variables;
  }

  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
  }
}
