package org.neuronbook.grader;

/**
 * A lesson that has exercises.
 *
 * @param id its number, as in the ids of its exercises, for example {@code "10"}
 * @param title its heading
 * @param notebook the name of its file
 */
public record Lesson(String id, String title, String notebook) {}
