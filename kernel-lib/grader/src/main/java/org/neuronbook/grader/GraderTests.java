package org.neuronbook.grader;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a class of JUnit 5 tests that grade one exercise. Its test methods take the contract as a
 * parameter and never learn where the learner's code runs; they run in the order of their {@link
 * org.junit.jupiter.api.Order} numbers, the plainest first, because the first failure is what a
 * learner reads.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GraderExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public @interface GraderTests {}
