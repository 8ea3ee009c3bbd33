package org.neuronbook.grader;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for random numbers in a grader test: {@code void centresAnything(Ex00_1Centre
 * learner, @Seeded RandomGenerator random)}. The numbers follow from the seed of the run and the
 * name of the test, so that the seed that a report names brings the same inputs back, whichever
 * tests run before.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Seeded {}
