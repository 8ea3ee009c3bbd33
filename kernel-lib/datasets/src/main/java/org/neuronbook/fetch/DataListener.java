package org.neuronbook.fetch;

/**
 * Hears what {@link Datasets} does while a data set is looked up. The library itself prints
 * nothing; a notebook registers a listener that shows the sentences and a progress bar. Both
 * methods are called on the thread that asked for the data.
 */
public interface DataListener {
  /** A listener that ignores everything. */
  DataListener SILENT = sentence -> {};

  /** One sentence about the lookup: which copy is used, why a download was given up. */
  void note(String sentence);

  /**
   * A transfer moved on.
   *
   * @param what the file or package, for a label beside the bar
   * @param done bytes so far
   * @param total bytes in all, or -1 when the sender did not say
   */
  default void progress(String what, long done, long total) {}
}
