package org.neuronbook.grader.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One end of a pipe over which two processes call each other's objects. Both ends are alike: while
 * one waits for an answer it serves the calls of the other, so that a callback can be called from
 * inside a call, to any depth that makes sense.
 *
 * <p>A frame is a call (object, method, arguments), a return (result, and the arguments that were
 * changed in place) or a failure. Values are read as the types that an interface declares, never as
 * types that the other side names.
 */
public final class Peer {
  private static final byte CALL = 1;
  private static final byte RETURN = 2;
  private static final byte THROW = 3;
  private static final Codec FAILURE = Codecs.of(Failure.class);
  private static final int DEPTH = 100;

  private final Frames frames;
  private final Limits limits;
  private final Failures failures;
  private final References references = new References(this);

  /** Held by the thread whose turn it is, so that threads of the learner's may call back, too. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private int served;
  private int depth;

  public Peer(InputStream in, OutputStream out, Limits limits, Failures failures) {
    frames = new Frames(in, out, limits);
    this.limits = limits;
    this.failures = failures;
  }

  /**
   * Checks that everything an interface uses can go over the pipe.
   *
   * @throws IllegalArgumentException naming the type that cannot
   */
  public static void check(Class<?> contract) {
    for (Method method : Methods.of(contract)) {
      Codecs.of(method.getGenericReturnType());
      Arrays.stream(method.getGenericParameterTypes()).forEach(Codecs::of);
    }
  }

  /** Makes an object callable by the other side; returns its number. */
  public int export(Class<?> type, Invoker invoker) {
    turn.lock();
    try {
      return references.export(type, null, invoker);
    } finally {
      turn.unlock();
    }
  }

  /** The first object of the other side, or any other whose number is known. */
  public <T> T object(int number, Class<T> type) {
    return type.cast(references.stand(number, type));
  }

  /** Serves the other side's calls until it goes. */
  public void serve() throws IOException {
    while (true) {
      In in;
      turn.lock();
      try {
        in = receive();
      } catch (EOFException end) {
        return;
      } finally {
        turn.unlock();
      }
      if (kind(in) != CALL) {
        throw new ProtocolException("expected a call");
      }
      serve(in);
    }
  }

  /**
   * Calls a method of an object of the other side.
   *
   * @throws Throwable what {@link Failures#restore} makes of what the method threw, or {@link
   *     Failures#broken} of the loss of the other side
   */
  public Object call(int object, Class<?> type, Method method, Object[] arguments)
      throws Throwable {
    turn.lock();
    try {
      Object[] given = arguments == null ? new Object[0] : arguments;
      Type[] types = method.getGenericParameterTypes();
      Out out = begin(CALL);
      out.room(8).putInt(object).putInt(Methods.number(type, method));
      for (int i = 0; i < given.length; i++) {
        Codecs.of(types[i]).write(given[i], out);
      }
      frames.send(out.from(0));
      while (true) {
        In in = receive();
        switch (kind(in)) {
          case CALL -> nested(in);
          case RETURN -> {
            return returned(in, method, types, given);
          }
          case THROW -> throw failures.restore(failure(in));
          default -> throw new ProtocolException("a frame of no known kind");
        }
      }
    } catch (IOException problem) {
      throw failures.broken(problem);
    } finally {
      turn.unlock();
    }
  }

  private void nested(In in) throws IOException {
    if (++depth > DEPTH) {
      throw new ProtocolException("calls inside calls, %d deep".formatted(depth));
    }
    serve(in);
    depth--;
  }

  private static Object returned(In in, Method method, Type[] types, Object[] given)
      throws ProtocolException {
    Object result = Codecs.of(method.getGenericReturnType()).read(in);
    for (int i = 0; i < given.length; i++) {
      Codec codec = Codecs.of(types[i]);
      if (codec.mutable() && in.flag()) {
        codec.copyBack(codec.read(in), given[i]);
      }
    }
    in.end();
    return result;
  }

  private static Failure failure(In in) throws ProtocolException {
    Failure failure = (Failure) FAILURE.read(in);
    in.end();
    if (failure == null) {
      throw new ProtocolException("a failure without content");
    }
    return failure;
  }

  /** Reads a call, makes it and answers. */
  private void serve(In in) throws IOException {
    if (++served > limits.calls()) {
      throw new ProtocolException("more than %d calls".formatted(limits.calls()));
    }
    var export = references.exported(in.need(4).getInt());
    Method method = Methods.method(export.type(), in.need(4).getInt());
    Type[] types = method.getGenericParameterTypes();
    var arguments = new Object[types.length];
    var sent = new byte[types.length][];
    for (int i = 0; i < types.length; i++) {
      int begin = in.position();
      arguments[i] = Codecs.of(types[i]).read(in);
      sent[i] = in.between(begin, in.position());
    }
    in.end();
    Out answer;
    try {
      Object result = export.invoker().call(method, arguments);
      answer = begin(RETURN);
      Codecs.of(method.getGenericReturnType()).write(result, answer);
      for (int i = 0; i < types.length; i++) {
        writeIfChanged(Codecs.of(types[i]), arguments[i], sent[i], answer);
      }
    } catch (Throwable thrown) {
      answer = begin(THROW);
      FAILURE.write(failures.describe(thrown), answer);
    }
    turn.lock();
    try {
      frames.send(answer.from(0));
    } finally {
      turn.unlock();
    }
  }

  private void writeIfChanged(Codec codec, Object argument, byte[] sent, Out answer) {
    if (!codec.mutable()) {
      return;
    }
    var now = new Out(references, limits.frameBytes());
    codec.write(argument, now);
    byte[] bytes = now.from(0);
    boolean changed = !Arrays.equals(bytes, sent);
    answer.room(1).put((byte) (changed ? 1 : 0));
    if (changed) {
      answer.room(bytes.length).put(bytes);
    }
  }

  private Out begin(byte kind) {
    var out = new Out(references, limits.frameBytes());
    out.room(1).put(kind);
    return out;
  }

  private In receive() throws IOException {
    return new In(frames.receive(), references);
  }

  private static byte kind(In in) throws ProtocolException {
    return in.need(1).get();
  }
}
