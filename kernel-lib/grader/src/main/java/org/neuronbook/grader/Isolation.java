package org.neuronbook.grader;

/** How far a learner's code is kept from the grader and the machine. Each level has the former. */
public enum Isolation {
  /** The same process: for learning, not for marks. */
  L0("the same process"),
  /** Another process with limits, under another user where the grader runs as root. */
  L1("another process with limits"),
  /** Bubblewrap: no network, no files but Java's and the contracts', nothing that stays. */
  L2("a bubblewrap sandbox with limits"),
  /** The same inside a control group, which bounds all its processes together. */
  L3("a bubblewrap sandbox in a control group");

  private final String sentence;

  Isolation(String sentence) {
    this.sentence = sentence;
  }

  /** What it is, in a few words. */
  public String sentence() {
    return sentence;
  }
}
