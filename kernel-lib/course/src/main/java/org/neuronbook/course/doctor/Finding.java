package org.neuronbook.course.doctor;

/**
 * What an examination found.
 *
 * @param subject what was examined, in a word or two
 * @param text what is so, and what it means for the course
 * @param remedy the command that mends it; empty where nothing is to be done
 */
record Finding(Level level, String subject, String text, String remedy) {

  enum Level {
    OK("✓", "ok"),
    WARNING("!", "warning"),
    BROKEN("✗", "BROKEN");

    final String mark;
    final String word;

    Level(String mark, String word) {
      this.mark = mark;
      this.word = word;
    }
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  static Finding warning(String subject, String text, String remedy) {
    return new Finding(Level.WARNING, subject, text, remedy);
  }

  static Finding broken(String subject, String text, String remedy) {
    return new Finding(Level.BROKEN, subject, text, remedy);
  }
}
