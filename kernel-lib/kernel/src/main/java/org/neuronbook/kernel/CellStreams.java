package org.neuronbook.kernel;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/**
 * {@code System.out}, {@code System.err} and {@code System.in} of the cells, and the display. What
 * a thread prints or displays appears under the cell that it works for ({@link RunningCell}), also
 * after that cell has ended.
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
   * Says where displays go.
   *
   * @param environment used for nothing else: another thread may display while the kernel replies
   */
  void attach(ShellReplyEnvironment environment) {
    setEnv(environment);
  }

  /** Puts the standard streams in place for a new cell. */
  void startCell(MessageContext request, boolean inputAllowed) {
    typed.startCell(request, inputAllowed);
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
            publisher.write(RunningCell.ofThisThread().request(), type, bytes, offset, length);
          }
        };
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
