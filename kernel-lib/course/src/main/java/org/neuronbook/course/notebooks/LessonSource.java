package org.neuronbook.course.notebooks;

import java.util.List;

/**
 * A lesson's sources, converted: the blocks of lesson.md and, where there are exercises, of
 * exercise.md.
 *
 * @param exercises null where the lesson has none
 * @param exerciseText null where the lesson has none
 */
record LessonSource(
    Lesson lesson,
    SourceText lessonText,
    List<Cell> cells,
    SourceText exerciseText,
    List<Cell> exercises) {

  boolean hasExercises() {
    return exercises != null;
  }

  /** Where a block of the lesson or of its exercises stands. */
  String where(Cell cell) {
    return textOf(cell).where(cell);
  }

  /** The file in which a block stands. */
  SourceText textOf(Cell cell) {
    return hasExercises() && exercises.stream().anyMatch(c -> c == cell || sameId(c, cell))
        ? exerciseText
        : lessonText;
  }

  private static boolean sameId(Cell one, Cell other) {
    return one.id() != null && one.id().equals(other.id());
  }

  /** The heading of the lesson, without its number sign. */
  String title() {
    return Markdown.firstLine(cells.get(0).source()).replaceFirst("^#\\s+", "");
  }
}
