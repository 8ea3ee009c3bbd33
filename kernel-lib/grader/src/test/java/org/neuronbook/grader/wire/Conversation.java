package org.neuronbook.grader.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;

/** Two peers in one process, of which one serves an object. */
final class Conversation implements AutoCloseable {
  final Everything other;
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final Thread server;

  Conversation(Everything object) throws IOException {
    this(object, OutputStream.nullOutputStream());
  }

  /**
   * @param overhears is given whatever the server says
   */
  Conversation(Everything object, OutputStream overhears) throws IOException {
    var toClient = new PipedOutputStream();
    var both =
        new FilterOutputStream(toClient) {
          @Override
          public void write(byte[] bytes) throws IOException {
            overhears.write(bytes);
            out.write(bytes);
          }
        };
    var serving =
        new Peer(new PipedInputStream(toServer, 1 << 16), both, Limits.SERVING, new Texts());
    serving.export(
        Everything.class,
        (method, arguments) -> {
          try {
            return method.invoke(object, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
    server =
        new Thread(
            () -> {
              try {
                serving.serve();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    server.start();
    var client =
        new Peer(new PipedInputStream(toClient, 1 << 16), toServer, Limits.CAUTIOUS, new Texts());
    other = client.object(0, Everything.class);
  }

  @Override
  public void close() throws Exception {
    toServer.close();
    server.join();
  }

  /** Failures as their messages. */
  static final class Texts implements Failures {
    @Override
    public Failure describe(Throwable thrown) {
      return new Failure(Failure.Kind.THROWN, "", thrown.getMessage(), "", 0);
    }

    @Override
    public Throwable restore(Failure failure) {
      return new IllegalStateException(failure.message());
    }

    @Override
    public RuntimeException broken(IOException problem) {
      return new UncheckedIOException(problem);
    }
  }
}
