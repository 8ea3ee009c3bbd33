package org.neuronbook.course.notebooks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.neuronbook.course.Program;

/** Runs notebooks with nbclient, in a Python process for each, beside which the kernel lives. */
final class NbclientExecutor implements Executor {
  private static final int GRACE_SECONDS = 60;

  private final VenvPython python;

  NbclientExecutor(VenvPython python) {
    this.python = python;
  }

  @Override
  public Execution execute(Job job, Consumer<String> onCell) {
    try {
      Files.createDirectories(job.directory());
      Path script = Files.createTempFile("run_notebook", ".py");
      Path errors = Files.createTempFile("run_notebook", ".err");
      try (InputStream resource = getClass().getResourceAsStream("run_notebook.py")) {
        Files.write(script, resource.readAllBytes());
        return execute(job, onCell, script, errors);
      } finally {
        Files.deleteIfExists(script);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Execution execute(Job job, Consumer<String> onCell, Path script, Path errors)
      throws IOException {
    Process process =
        builder(python.program(job.directory(), script.toString()))
            .redirectError(errors.toFile())
            .start();
    // nbclient keeps the time; this only ends a Python that itself no longer answers.
    int limit = job.limits().notebook() + job.limits().start() + GRACE_SECONDS;
    Thread atExit = new Thread(() -> end(process), "end-kernel");
    Runtime.getRuntime().addShutdownHook(atExit);
    process.onExit().orTimeout(limit, TimeUnit.SECONDS).exceptionally(late -> end(process));
    try (BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader events = process.inputReader(StandardCharsets.UTF_8)) {
      input.write(request(job).toString());
      input.close();
      String line;
      while ((line = events.readLine()) != null) {
        JsonObject event = JsonParser.parseString(line).getAsJsonObject();
        if (event.has("cell")) {
          onCell.accept(event.get("cell").getAsString());
        } else {
          return execution(event);
        }
      }
    } finally {
      end(process);
      forget(atExit);
    }
    String reason = Files.readString(errors).strip().lines().reduce((a, b) -> b).orElse("");
    return new Execution(job.notebook(), new Failure(Reason.CLIENT, null, reason), 0, null);
  }

  /** The same program with a standard input, which {@link Program} itself leaves empty. */
  private static ProcessBuilder builder(Program program) {
    ProcessBuilder builder = new ProcessBuilder(program.words());
    builder.directory(program.folder().toFile());
    Map<String, String> variables = builder.environment();
    program
        .environment()
        .forEach(
            (name, value) -> {
              if (value == null) {
                variables.remove(name);
              } else {
                variables.put(name, value);
              }
            });
    return builder;
  }

  private static void forget(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook does its work.
    }
  }

  private static Process end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    return process.destroyForcibly();
  }

  private static JsonObject request(Job job) {
    JsonObject request = new JsonObject();
    request.add("notebook", NotebookJson.toJson(job.notebook()));
    request.addProperty("kernel", job.kernel());
    request.addProperty("directory", job.directory().toString());
    request.addProperty("cell_seconds", job.limits().cell());
    request.addProperty("notebook_seconds", job.limits().notebook());
    request.addProperty("start_seconds", job.limits().start());
    return request;
  }

  private static Execution execution(JsonObject event) {
    JsonElement failure = event.get("failure");
    JsonElement peak = event.get("peak_bytes");
    return new Execution(
        Notebook.ofIpynb(event.getAsJsonObject("notebook")),
        failure.isJsonNull() ? null : failure(failure.getAsJsonObject()),
        event.get("seconds").getAsDouble(),
        peak.isJsonNull() ? null : Long.valueOf(peak.getAsLong()));
  }

  private static Failure failure(JsonObject json) {
    String kind = json.get("kind").getAsString().toUpperCase(Locale.ROOT).replace('-', '_');
    JsonElement cell = json.get("cell");
    return new Failure(
        Reason.valueOf(kind),
        cell.isJsonNull() ? null : cell.getAsString(),
        json.get("text").getAsString());
  }
}
