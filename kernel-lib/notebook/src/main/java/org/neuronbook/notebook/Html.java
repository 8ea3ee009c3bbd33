package org.neuronbook.notebook;

/** Text and attributes of HTML. */
final class Html {

  private Html() {}

  /** The text with every character that HTML gives a meaning replaced; line ends stay. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        // JupyterLab typesets what stands between two dollar signs as a formula.
        case '$' -> safe.append("<span>$</span>");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** For the value of an attribute, where no tag may stand. */
  static String attribute(String text) {
    return escape(text).replace("<span>$</span>", "$").replace("\n", " ");
  }
}
