package org.neuronbook.grader;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Three steps of help for one grader test, from a nudge to nearly the answer: a question, the
 * formula, the line to look at. Each failed check of the test opens one step more.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Hint {
  String[] value();
}
