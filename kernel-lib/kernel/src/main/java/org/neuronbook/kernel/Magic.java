package org.neuronbook.kernel;

import java.util.List;
import java.util.function.UnaryOperator;

/** A magic of this kernel. */
interface Magic {
  /** How it can be written: as a line magic, a cell magic, or both. */
  List<MagicHelp> help();

  /**
   * Does it.
   *
   * @return what Java gets that called it, or null
   * @throws MagicFailure when it cannot be done
   * @throws CellFailure when cells that it ran failed
   */
  Object run(Call call) throws Exception;

  /** Whether a cell that ends in it shows its value, which it has finished then. */
  default boolean hasValue() {
    return false;
  }

  /**
   * One use.
   *
   * @param line the magic as written
   * @param piece where it stands, or null when Java called it
   * @param finish to be applied to the value of cells that it runs
   */
  record Call(MagicLine line, Piece piece, UnaryOperator<Object> finish) {
    List<String> arguments() {
      return line.arguments();
    }

    MagicFailure misused(MagicHelp help, String problem) {
      return new MagicFailure(line.fullName() + " " + problem, "It is written so: " + help.usage());
    }
  }
}
