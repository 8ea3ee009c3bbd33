package org.neuronbook.notebook;

import java.util.List;
import java.util.regex.Pattern;

/** What a callback threw, as the kernel tells of a failed cell. */
record FailureNote(List<String> lines) implements Displayable {

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  @Override
  public String html() {
    // Read out at once by a screen reader: it appears far from where the focus is.
    return "<pre role=\"alert\" style=\"border-left: 4px solid #d55e00; padding-left: 8px;"
        + " white-space: pre-wrap\">"
        + Html.escape(text())
        + "</pre>";
  }

  @Override
  public String text() {
    return COLOUR.matcher(String.join("\n", lines)).replaceAll("");
  }
}
