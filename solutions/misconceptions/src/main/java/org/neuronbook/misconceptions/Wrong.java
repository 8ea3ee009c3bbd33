package org.neuronbook.misconceptions;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A wrong solution that somebody will write. The grader must reject it and say why. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Wrong {
  /** The misconception, to follow "a solution that": a learner reads it. */
  String why();

  /** The test method that is meant to reject it. */
  String killedBy();

  /** A part of what the learner must read. */
  String message();
}
