package org.neuronbook.notebook;

/** Plain text, set as it is typed. */
record Words(String text) implements Displayable {

  @Override
  public String html() {
    return "<pre>" + Html.escape(text) + "</pre>";
  }
}
