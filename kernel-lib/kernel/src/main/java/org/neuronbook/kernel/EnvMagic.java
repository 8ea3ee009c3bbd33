package org.neuronbook.kernel;

import java.io.PrintStream;
import java.util.List;
import java.util.TreeMap;

/** {@code %env}: shows environment variables; a JVM cannot change its own. */
final class EnvMagic implements Magic {
  private static final MagicHelp HELP =
      MagicHelp.of(
          "%env [NAME]",
          "shows one environment variable, or all",
          "Java cannot set the variables of its own process. A variable for the kernel is set where",
          "Jupyter is started, or under env in the kernel's kernel.json. Libraries that also look at",
          "system properties can be told by System.setProperty(\"NAME\", \"value\").");

  private final PrintStream output;

  EnvMagic(PrintStream output) {
    this.output = output;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(HELP);
  }

  @Override
  public Object run(Call call) {
    TreeMap<String, String> all = new TreeMap<>(System.getenv());
    if (call.arguments().isEmpty()) {
      all.forEach((name, value) -> output.println(name + "=" + value));
      return null;
    }
    String name = call.arguments().get(0);
    if (call.arguments().size() > 1 || name.contains("=")) {
      throw refused(call.line().text());
    }
    String value = all.get(name);
    if (value == null) {
      String hint =
          Names.nearest(name, all.keySet())
              .map(near -> "Did you mean " + near + "?")
              .orElse("%env lists all.");
      throw new MagicFailure("there is no environment variable " + name, hint);
    }
    output.println(value);
    return value;
  }

  private static MagicFailure refused(String text) {
    String[] parts = text.split("\\s*=\\s*|\\s+", 2);
    return new MagicFailure(
        "Java cannot change the environment of its own process: " + parts[0] + " was not set",
        "Set it where Jupyter is started, or try System.setProperty(\""
            + parts[0]
            + "\", \""
            + (parts.length > 1 ? parts[1] : "")
            + "\"), which many libraries read, too.");
  }
}
