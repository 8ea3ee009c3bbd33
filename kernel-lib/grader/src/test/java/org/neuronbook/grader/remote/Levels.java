package org.neuronbook.grader.remote;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.neuronbook.grader.Isolation;

/**
 * What the machine that runs the tests offers. Only a program that is not installed is an excuse: a
 * sandbox that is there and does not work is an error.
 */
final class Levels {
  private Levels() {}

  static Stream<Isolation> offered() {
    var levels = Stream.of(Isolation.L1, Isolation.L2).filter(level -> installed(level));
    // Whether there are control groups is decided by who started the tests, and where.
    return Sandbox.obstacle(Isolation.L3).isPresent()
        ? levels
        : Stream.concat(levels, Stream.of(Isolation.L3));
  }

  private static boolean installed(Isolation level) {
    return Sandbox.obstacle(level).filter(text -> text.contains("is missing")).isEmpty();
  }

  /** The Java inside: {@code -Dworker.java.home=...} tries another. */
  static Path java() {
    return Path.of(System.getProperty("worker.java.home", System.getProperty("java.home")));
  }
}
