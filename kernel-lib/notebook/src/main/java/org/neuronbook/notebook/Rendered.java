package org.neuronbook.notebook;

/** All forms of something, made once: drawing is the slow part of a moving picture. */
record Rendered(String html, String text, byte[] png, int width, int height)
    implements Displayable {

  static Rendered of(Displayable what) {
    if (what instanceof Rendered ready) {
      return ready;
    }
    String text = what.text();
    byte[] png = what.png();
    String html = what instanceof Picture picture ? picture.html(png) : what.html();
    return new Rendered(html, text, png, what.width(), what.height());
  }
}
