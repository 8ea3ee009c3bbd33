package org.neuronbook.course;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A program to run: its words, its folder, and what its environment has besides ours (a null value
 * takes a variable away). Standard input is empty, and standard error goes into the output.
 */
public record Program(List<String> words, Path folder, Map<String, String> environment) {

  /** How a program ended and all that it printed. */
  public record Result(int exit, List<String> lines) {
    public boolean succeeded() {
      return exit == 0;
    }

    public String text() {
      return String.join("\n", lines);
    }

    private static final int WIDTH = 160;

    /** The last lines, indented and cut to a readable width, for an error message. */
    public String tail(int count) {
      List<String> spoken = lines.stream().filter(line -> !line.isBlank()).toList();
      return String.join(
          "\n",
          spoken.subList(Math.max(0, spoken.size() - count), spoken.size()).stream()
              .map(
                  line -> "  " + (line.length() > WIDTH ? line.substring(0, WIDTH) + " ..." : line))
              .toList());
    }
  }

  public static Program of(Path folder, Object... words) {
    List<String> list = new ArrayList<>();
    for (Object word : words) {
      list.add(word.toString());
    }
    return new Program(list, folder, Map.of());
  }

  public Program with(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(variables);
    return new Program(words, folder, all);
  }

  public Program with(List<String> moreWords) {
    List<String> all = new ArrayList<>(words);
    all.addAll(moreWords);
    return new Program(all, folder, environment);
  }

  public Result run() {
    return run(line -> {});
  }

  /**
   * Runs the program to its end; {@code onLine} gets each line as it is printed. A program that is
   * not there exits 127.
   */
  public Result run(Consumer<String> onLine) {
    List<String> lines = new ArrayList<>();
    try {
      Process process = builder().redirectErrorStream(true).start();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
          onLine.accept(line);
        }
        return new Result(process.waitFor(), lines);
      } finally {
        process.destroy();
      }
    } catch (IOException problem) {
      lines.add(problem.getMessage());
      return new Result(127, lines);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Result(130, lines);
    }
  }

  /** Starts the program with its output going to a file. */
  public Process start(Path output) throws IOException {
    return builder().redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"));
    environment.forEach(
        (name, value) -> {
          if (value == null) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return builder;
  }
}
