package org.neuronbook.kernel;

/**
 * One statement, declaration or expression of a cell, which is what JShell takes at a time, or one
 * magic.
 *
 * @param cell the cell it stands in
 * @param offset where it starts in the cell's source
 * @param source its text, without white space in front
 * @param isExpression whether its value is what the cell shows when it comes last: no semicolon
 */
record Piece(Cell cell, int offset, String source, boolean isExpression) {

  /** The cell's line for a line of this piece, both counted from 1. */
  int cellLine(int line) {
    return cell.lineAt(offset) + line - 1;
  }

  /** No Java begins with a percent sign; what is wrong Java by {@code % 2} has a space there. */
  boolean isMagic() {
    return MagicLine.starts(source);
  }
}
