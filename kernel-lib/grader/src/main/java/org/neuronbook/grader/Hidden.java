package org.neuronbook.grader;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A grader test whose inputs and values are shown to a learner who practises, but withheld when the
 * check gives marks ({@link Options#revealHidden()}). Publishing its source gives nothing away only
 * if its inputs come from a {@link Seeded} parameter.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Hidden {}
