package org.neuronbook.grader.worker;

/** What the process that compiles offers to the grader. It never runs what it compiles. */
public interface SnippetCompiler {
  /** The number of this object: the first that the process hands out. */
  int NUMBER = 0;

  /** Compiles cells as a notebook does, one snippet after the other. */
  Program compile(Source source);
}
