package org.neuronbook.fetch;

import java.time.Duration;

/**
 * What an {@link Origin} works with.
 *
 * @param store takes the files
 * @param programs finds the package clients
 * @param limits how long to wait
 * @param listener hears of progress
 */
public record Fetching(Store store, Programs programs, Limits limits, DataListener listener) {

  /**
   * How long to wait before giving up, so that a machine without a network goes on soon and one
   * with a slow network is not cut off.
   *
   * @param answer until a server or a package client gives its first answer
   * @param silence without a single byte in a running download
   * @param wholePackage until a package client has brought a whole package, of which we see no
   *     progress
   */
  public record Limits(Duration answer, Duration silence, Duration wholePackage) {
    static final Limits USUAL =
        new Limits(Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofMinutes(10));
  }
}
