package org.neuronbook.kernel;

import java.util.List;
import java.util.Objects;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/**
 * What is told of one name: its signature, its description as HTML (or null), and its source where
 * it was asked for (or null).
 */
record Documentation(String signature, String description, String source) {

  /** All of them, one below the other, in HTML and in plain text. */
  static DisplayData shown(List<Documentation> all) {
    StringBuilder html = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      Documentation each = all.get(i);
      // What several have in common is said once, below the last of them.
      boolean isRepeated = i + 1 < all.size() && each.saysTheSameAs(all.get(i + 1));
      if (!html.isEmpty()) {
        html.append('\n');
        plain.append("\n\n");
      }
      html.append("<pre>").append(Javadoc.escape(each.signature)).append("</pre>");
      plain.append(each.signature);
      if (each.description != null && !isRepeated) {
        html.append('\n').append(each.description);
        plain.append("\n\n").append(Javadoc.plain(each.description));
      }
      if (each.source != null) {
        html.append("\n<pre>").append(Javadoc.escape(each.source)).append("</pre>");
        plain.append("\n\n").append(each.source);
      }
    }
    DisplayData data = new DisplayData(plain.toString());
    data.putHTML(html.toString());
    return data;
  }

  private boolean saysTheSameAs(Documentation other) {
    return Objects.equals(description, other.description);
  }

  /** A note in words of our own. */
  static String note(String sentence) {
    return "<p>" + Javadoc.escape(sentence) + "</p>";
  }
}
