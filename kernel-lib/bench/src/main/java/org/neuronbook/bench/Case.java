package org.neuronbook.bench;

/**
 * Something that is measured.
 *
 * @param what it is, for people
 * @param group cases of a group can be asked for together
 */
record Case(String name, String group, String what, Problem problem) {}
