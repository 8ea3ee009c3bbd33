package org.neuronbook.notebook;

/** A sentence that was checked and holds. */
record HeldClaim(String sentence, String measured) implements Displayable {

  @Override
  public String html() {
    String numbers = measured.isEmpty() ? "" : " <i>(" + Html.escape(measured) + ")</i>";
    return "<p style=\"border-left: 4px solid #009E73; padding-left: 10px\"><b>✓</b> "
        + Html.escape(sentence)
        + numbers
        + "</p>";
  }

  @Override
  public String text() {
    return "✓ " + sentence + (measured.isEmpty() ? "" : " (" + measured + ")");
  }
}
