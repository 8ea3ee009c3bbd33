package org.neuronbook.kernel.install;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Jupyter looks for kernels, by its own rules ({@code jupyter --paths}). */
final class JupyterFolders {
  private final String system;
  private final Path home;
  private final Map<String, String> environment;

  /**
   * @param system as the property {@code os.name} has it
   * @param home the user's folder
   * @param environment the variables of the process
   */
  JupyterFolders(String system, Path home, Map<String, String> environment) {
    this.system = system;
    this.home = home;
    this.environment = environment;
  }

  static JupyterFolders ofThisUser() {
    return new JupyterFolders(
        System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
  }

  /** Where a user's own kernels are. */
  Path user() {
    return data().resolve("kernels");
  }

  /** Where the kernels of an installation, such as a virtual environment, are. */
  static Path of(Path prefix) {
    return prefix.resolve("share/jupyter/kernels");
  }

  /** Where the kernels of the active virtual or conda environment are, if one is active. */
  Optional<Path> ofEnvironment() {
    return Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
        .map(this::variable)
        .flatMap(Optional::stream)
        .findFirst()
        .map(prefix -> of(Path.of(prefix)));
  }

  /** A kernel of the name that Jupyter finds before those of the user. */
  Optional<Path> before(String name) {
    return List.of(variable("JUPYTER_PATH").orElse("").split(File.pathSeparator)).stream()
        .filter(entry -> !entry.isBlank())
        .map(entry -> Path.of(entry).resolve("kernels").resolve(name))
        .filter(folder -> Files.isRegularFile(folder.resolve("kernel.json")))
        .findFirst();
  }

  private Path data() {
    Optional<String> chosen = variable("JUPYTER_DATA_DIR");
    if (chosen.isPresent()) {
      return Path.of(chosen.get());
    }
    if (system.startsWith("Mac")) {
      return home.resolve("Library/Jupyter");
    }
    if (system.startsWith("Windows")) {
      return variable("APPDATA")
          .map(roaming -> Path.of(roaming).resolve("jupyter"))
          .orElse(home.resolve(".jupyter").resolve("data"));
    }
    return variable("XDG_DATA_HOME")
        .map(Path::of)
        .orElse(home.resolve(".local/share"))
        .resolve("jupyter");
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
