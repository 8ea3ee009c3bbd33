package org.neuronbook.grader.remote;

import java.util.List;

/**
 * What submissions may use besides Java and the interfaces of the exercises. Its classes are copied
 * for the workers, so there must be nothing secret among them.
 *
 * @param anchors a class of each jar, or folder of classes, that belongs to it
 * @param rehearsal a cell that uses what submissions will use: such classes load faster
 */
public record Library(List<Class<?>> anchors, String rehearsal) {
  /** Java alone. */
  public static final Library NONE = new Library(List.of(), "");

  public Library {
    anchors = List.copyOf(anchors);
  }
}
