package org.neuronbook.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code jshell>} example of a Javadoc comment: inputs, each with what it prints.
 *
 * @param where file and line of the comment
 * @param type the class whose file it stands in
 */
record JavadocTranscript(String where, String type, List<Input> inputs) {

  /**
   * @param code one or more lines
   * @param output the lines below it
   */
  record Input(String code, String output) {}

  private static final String PROMPT = "jshell> ";
  private static final String CONTINUATION = "...>";
  private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern CODE =
      Pattern.compile("<pre>\\{@code\n(.*?)\n\\}</pre>", Pattern.DOTALL);

  private static final Pattern FENCE = Pattern.compile("(?m)^```\\w*\n(.*?)^```$", Pattern.DOTALL);

  /** All examples of all Java files below a folder. */
  static List<JavadocTranscript> in(Path folder) throws IOException {
    List<JavadocTranscript> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        found.addAll(of(file.getFileName().toString(), Files.readString(file)));
      }
    }
    return found;
  }

  /** All examples of one source text. */
  static List<JavadocTranscript> of(String file, String source) {
    List<JavadocTranscript> found = new ArrayList<>();
    Matcher comments = COMMENT.matcher(source);
    while (comments.find()) {
      String text = comments.group().replaceAll("(?m)^\\s*\\* ?", "");
      Matcher blocks = CODE.matcher(text);
      while (blocks.find()) {
        List<Input> inputs = inputs(blocks.group(1));
        if (!inputs.isEmpty()) {
          long line = 1 + source.substring(0, comments.start()).lines().count();
          found.add(new JavadocTranscript(file + ":" + line, file.replace(".java", ""), inputs));
        }
      }
    }
    return found;
  }

  /** The examples of a page in Markdown, as one: later ones go on with what earlier ones made. */
  static JavadocTranscript ofPage(Path page) throws IOException {
    Matcher blocks = FENCE.matcher(Files.readString(page));
    List<Input> inputs = new ArrayList<>();
    while (blocks.find()) {
      inputs.addAll(inputs(blocks.group(1)));
    }
    return new JavadocTranscript(page.toString(), "page", inputs);
  }

  private static List<Input> inputs(String block) {
    List<Input> inputs = new ArrayList<>();
    StringBuilder code = null;
    List<String> output = new ArrayList<>();
    for (String line : block.lines().toList()) {
      if (line.startsWith(PROMPT)) {
        if (code != null) {
          inputs.add(new Input(code.toString(), String.join("\n", output)));
        }
        code = new StringBuilder(line.substring(PROMPT.length()));
        output.clear();
      } else if (code != null && line.stripLeading().startsWith(CONTINUATION)) {
        code.append('\n').append(line.stripLeading().substring(CONTINUATION.length()));
      } else if (code != null) {
        output.add(line.stripTrailing());
      }
    }
    if (code != null) {
      inputs.add(new Input(code.toString(), String.join("\n", output)));
    }
    return inputs;
  }
}
