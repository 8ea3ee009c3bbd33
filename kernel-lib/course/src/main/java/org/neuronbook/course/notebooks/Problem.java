package org.neuronbook.course.notebooks;

/**
 * Something that must be mended before a lesson can be shown.
 *
 * @param where the file, and where known the line and the block, such as {@code
 *     lessons/10-training-loop/lesson.md:42, block fit}
 * @param expected what should stand there
 * @param actual what stands there
 * @param hint what to do
 */
record Problem(String where, String expected, String actual, String hint) {

  @Override
  public String toString() {
    return where
        + "\n    expected "
        + expected
        + "\n    but got  "
        + actual
        + "\n    hint: "
        + hint;
  }
}
