package org.neuronbook.kernel;

import java.util.List;

/**
 * What is said of a magic.
 *
 * @param name with its percent signs, for example {@code %maven}
 * @param usage the name and its arguments
 * @param summary one line
 * @param details more lines, none for the magics of extensions
 */
record MagicHelp(String name, String usage, String summary, List<String> details) {

  static MagicHelp of(String usage, String summary, String... details) {
    return new MagicHelp(usage.split("[ \\n]")[0], usage, summary, List.of(details));
  }
}
