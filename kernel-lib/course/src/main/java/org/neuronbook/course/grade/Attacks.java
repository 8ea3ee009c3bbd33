package org.neuronbook.course.grade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The corpus of attacks: a file each, and an index. */
final class Attacks {
  /** The exercise that most of them pretend to solve. */
  static final String EXERCISE = "00.1";

  /** What an attack hands in. */
  static final String IMPLEMENTATION = "Attack::new";

  private Attacks() {}

  /** All attacks in the order of their names. */
  static List<Attack> all() {
    return read("index.txt").lines().map(name -> Attack.parse(name, read(name + ".jsh"))).toList();
  }

  private static String read(String file) {
    try (InputStream in = Attacks.class.getResourceAsStream("attacks/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the corpus lacks " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
