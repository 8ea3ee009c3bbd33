package org.neuronbook.kernel;

import java.io.PrintStream;
import java.util.List;

/** {@code %help}: what magics there are. */
final class HelpMagic implements Magic {
  private final Magics magics;
  private final PrintStream output;

  HelpMagic(Magics magics, PrintStream output) {
    this.magics = magics;
    this.output = output;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(
        MagicHelp.of("%help [name]", "lists the magics, or tells all about one"),
        MagicHelp.of("%lsmagic", "lists the magics, like %help"));
  }

  @Override
  public Object run(Call call) {
    if (!call.arguments().isEmpty()) {
      tell(call.arguments().get(0).replace("%", ""));
      return null;
    }
    int width = magics.helps().stream().mapToInt(help -> help.usage().length()).max().orElse(1);
    for (MagicHelp help : magics.helps()) {
      output.println(("%-" + width + "s  %s").formatted(help.usage(), help.summary()));
    }
    return null;
  }

  private void tell(String name) {
    List<MagicHelp> found =
        magics.helps().stream().filter(help -> help.name().replace("%", "").equals(name)).toList();
    if (found.isEmpty()) {
      throw magics.unknown("%", name);
    }
    for (MagicHelp help : found) {
      output.println(help.usage());
      output.println("  " + help.summary());
      help.details().forEach(line -> output.println("  " + line));
    }
  }
}
