package org.neuronbook.course.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neuronbook.course.Program;
import org.neuronbook.course.tests.Tool;

/**
 * All that the doctor asks of a machine: the seam where a test puts a machine that lacks something.
 */
interface Machine {
  /** An environment variable, or an empty string. */
  String variable(String name);

  /** {@code Linux}, {@code Mac OS X} or {@code Windows ...}. */
  String operatingSystem();

  Path home();

  boolean root();

  /** The Java that runs this, as in {@code java.version}. */
  String javaVersion();

  boolean hasModule(String name);

  boolean writable(Path folder);

  boolean exists(Path file);

  /** The text of a file, or an empty string. */
  String read(Path file);

  Program.Result run(List<String> words);

  Optional<Path> find(Tool tool);

  boolean portFree(int port);

  boolean loopbackUp();

  boolean outsideUp();

  /** What multiplies matrices in a notebook's JVM, as it says itself. */
  Program.Result products();

  /** Draws a letter as a chart does: nothing where that went well, else what Java complains of. */
  String drawText();
}
