package org.neuronbook.kernel;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/**
 * {@code System.out}, {@code System.err} and {@code System.in} of the cells, and the display. They
 * stay with the cell that started last: what a background thread prints after its cell has ended is
 * shown, not lost.
 */
final class CellStreams extends JupyterIO {
  private final PrintStream printed;
  private final PrintStream printedErrors;
  private final CellInput typed;

  CellStreams(Publisher publisher, CellInput typed) {
    super(StandardCharsets.UTF_8);
    this.printed = to(publisher, StreamType.OUT);
    this.printedErrors = to(publisher, StreamType.ERR);
    this.typed = typed;
  }

  /**
   * Attaches display and standard streams to a new cell.
   *
   * @param environment used for nothing else: another thread may display while the kernel replies
   */
  void startCell(ShellReplyEnvironment environment, boolean inputAllowed) {
    setEnv(environment);
    typed.startCell(environment.getContext(), inputAllowed);
    System.setOut(printed);
    System.setErr(printedErrors);
    System.setIn(typed);
  }

  PrintStream output() {
    return printed;
  }

  PrintStream errors() {
    return printedErrors;
  }

  private static PrintStream to(Publisher publisher, StreamType type) {
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            publisher.write(type, bytes, offset, length);
          }
        };
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
