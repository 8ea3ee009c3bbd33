package org.neuronbook.course.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbook.course.Project;

/** JupyterLab as a learner starts it: through the command {@code ./course lab}. */
final class Lab implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)\\S*[?&]token=(\\w+)");

  private final Process process;
  private final String server;
  private final String token;

  private Lab(Process process, String server, String token) {
    this.process = process;
    this.server = server;
    this.token = token;
  }

  /** Runs the command and waits until it prints the address at which it answers. */
  static Lab start() throws Exception {
    Path root = Project.here().root();
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    String command = root.resolve(windows ? "course.cmd" : "course").toString();
    Process process =
        new ProcessBuilder(command, "lab", "--no-browser", "--port", "" + freePort())
            .directory(root.toFile())
            .redirectErrorStream(true)
            .start();
    CompletableFuture<Matcher> address = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, address), "output of course lab");
    reader.setDaemon(true);
    reader.start();
    try {
      Matcher found = address.get(5, TimeUnit.MINUTES);
      return new Lab(process, found.group(1), found.group(2));
    } catch (Exception failed) {
      process.destroyForcibly();
      throw failed;
    }
  }

  /** A port that nobody else on this machine listens on: others may run these tests, too. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void read(Process process, CompletableFuture<Matcher> address) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        Matcher matcher = ADDRESS.matcher(line);
        if (matcher.find()) {
          address.complete(matcher);
        }
      }
    } catch (IOException closed) {
      said.append(closed);
    }
    address.completeExceptionally(
        new AssertionError("./course lab ended without an address. It said:\n" + said));
  }

  /** The address of a notebook, given by its path in the project. */
  String address(String notebook) {
    return server + "/lab/tree/" + notebook + "?reset&token=" + token;
  }

  /** Ctrl-C. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (TimeoutException | InterruptedException | ExecutionException e) {
      process.destroyForcibly();
      throw new AssertionError("./course lab did not end within 30 s of being told to", e);
    }
  }
}
