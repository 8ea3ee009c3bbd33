package org.neuronbook.notebook;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Several outputs that belong together: side by side where there is room, else one below another.
 */
record Parts(List<Displayable> parts) implements Displayable {

  static Parts of(Displayable... parts) {
    return new Parts(List.of(parts));
  }

  @Override
  public String html() {
    return parts.stream()
        .map(
            part ->
                part instanceof Words words
                    ? "<p>" + Html.escape(words.text()) + "</p>"
                    : "<div style=\"display: inline-block; vertical-align: top; margin-right: 24px\">"
                        + part.html()
                        + "</div>")
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String text() {
    return parts.stream().map(Displayable::text).collect(Collectors.joining("\n\n"));
  }
}
