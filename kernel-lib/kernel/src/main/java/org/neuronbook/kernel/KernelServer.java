package org.neuronbook.kernel;

import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.HeartbeatChannel;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The five sockets of a kernel, each served by a thread that waits for messages (JJava's own loops
 * look every 50 ms, which every cell would pay). Interrupt and shutdown arrive on the control
 * socket and are served while a cell runs on the shell thread.
 */
final class KernelServer {
  /** Who answers. */
  interface Handler {
    void handle(ShellReplyEnvironment environment, Message<?> message);

    /** Answers an execute request that an earlier cell's failure has cancelled. */
    void abort(ShellReplyEnvironment environment, Message<?> message);

    /** How long no message must have come before {@link #idle}; negative where there is no need. */
    int idleAfterMillis();

    /** Uses the shell's thread while no message waits; briefly, since one may come. */
    void idle();
  }

  private static final int LINGER_MILLIS = 1_000;

  /** How long to wait for cells that were sent together with the one that failed. */
  private static final int ABORT_WINDOW_MILLIS = 20;

  /** The compiler recurses over what learners write. */
  private static final long SHELL_STACK_BYTES = 16L << 20;

  private final ZMQ.Context zmq = ZMQ.context(1);
  private final KernelConnectionProperties properties;
  private final HeartbeatChannel heartbeat;
  private final ShellChannel shell;
  private final ShellChannel control;
  private final StdinChannel stdin;
  private final Publisher publisher;
  private final Deque<Waiting> backlog = new ArrayDeque<>();
  private final CountDownLatch shutdown = new CountDownLatch(1);

  private record Waiting(Message<?> message, boolean aborted) {}

  KernelServer(KernelConnectionProperties properties) throws GeneralSecurityException {
    this.properties = properties;
    heartbeat = new HeartbeatChannel(zmq, properties.createHMACGenerator());
    // One signer for each thread that signs.
    shell = new ShellChannel(zmq, properties.createHMACGenerator(), false, null);
    control = new ShellChannel(zmq, properties.createHMACGenerator(), true, null);
    stdin = new StdinChannel(zmq, properties.createHMACGenerator());
    HMACGenerator signer = properties.createHMACGenerator();
    publisher = new Publisher(zmq, signer);
  }

  Publisher publisher() {
    return publisher;
  }

  StdinChannel stdin() {
    return stdin;
  }

  void start(Handler handler) {
    bind(heartbeat, properties.getHbPort());
    bind(shell, properties.getShellPort());
    bind(control, properties.getControlPort());
    bind(stdin, properties.getStdinPort());
    bind(publisher, properties.getIopubPort());
    publisher.start();
    publisher.sendMessage(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
    thread("heartbeat", this::echo, 0);
    thread("control", () -> serve(control, handler), 0);
    thread("shell", () -> serve(shell, handler), SHELL_STACK_BYTES);
  }

  private void bind(JupyterSocket socket, int port) {
    socket.setLinger(LINGER_MILLIS);
    socket.bind(properties.getTransport() + "://" + properties.getIp() + ":" + port);
  }

  private static void thread(String name, Runnable loop, long stackBytes) {
    Thread thread = new Thread(null, loop, name, stackBytes);
    thread.setDaemon(true);
    thread.start();
  }

  /** A separate environment for each use: their deferred sends must not mix. */
  ShellReplyEnvironment environment(ShellChannel channel, MessageContext request) {
    return new Environment(channel, stdin, publisher, request);
  }

  /** What is published here belongs to the cell that the publishing thread works for. */
  ShellReplyEnvironment displayEnvironment() {
    return new Environment(shell, stdin, publisher, null) {
      @Override
      public <T extends ContentType<T>> void publish(T content) {
        MessageContext request = RunningCell.ofThisThread().request();
        publish(new Message<>(request, content.getType(), content));
      }
    };
  }

  private static class Environment extends ShellReplyEnvironment {
    Environment(
        ShellChannel shell, StdinChannel stdin, JupyterSocket iopub, MessageContext request) {
      super(shell, stdin, iopub, request);
    }
  }

  private void echo() {
    try {
      while (true) {
        heartbeat.send(heartbeat.recv());
      }
    } catch (ZMQException e) {
      heartbeat.close();
    }
  }

  private void serve(ShellChannel channel, Handler handler) {
    while (true) {
      try {
        Waiting next = channel == shell ? backlog.poll() : null;
        if (channel == shell && next == null) {
          useIdleTime(handler);
        }
        serve(channel, handler, next != null ? next : new Waiting(channel.readMessage(), false));
      } catch (ZMQException e) {
        channel.close(); // the context was closed: the kernel ends
        return;
      } catch (RuntimeException | Error e) {
        // A message that is not signed or not understood, a bug, or no memory left: one message
        // may be lost, the kernel goes on. Told to whoever started the kernel, not to the notebook.
        KernelMain.log(e);
      }
    }
  }

  /** On the shell's own thread: JShell serves one at a time. */
  private void useIdleTime(Handler handler) {
    ZMQ.Poller poller = zmq.poller(1);
    poller.register(shell, ZMQ.Poller.POLLIN);
    int millis = handler.idleAfterMillis();
    while (millis >= 0 && poller.poll(millis) == 0) {
      handler.idle();
      millis = handler.idleAfterMillis();
    }
    poller.close();
  }

  private void serve(ShellChannel channel, Handler handler, Waiting next) {
    ShellReplyEnvironment environment = environment(channel, next.message());
    try {
      if (next.aborted()) {
        handler.abort(environment, next.message());
      } else {
        handler.handle(environment, next.message());
      }
    } finally {
      environment.resolveDeferrals();
    }
    if (environment.isMarkedForShutdown()) {
      shutdown.countDown();
    }
  }

  /**
   * Takes the execute requests that are waiting out of the queue, to be answered as aborted. Called
   * on the shell thread, before the failed cell's reply is sent: what comes later is meant.
   */
  void abortQueuedCells() {
    ZMQ.Poller poller = zmq.poller(1);
    poller.register(shell, ZMQ.Poller.POLLIN);
    while (poller.poll(ABORT_WINDOW_MILLIS) > 0) {
      Message<?> message = shell.readMessage();
      boolean isCell = message.getHeader().getType() == MessageType.EXECUTE_REQUEST;
      backlog.add(new Waiting(message, isCell));
    }
    poller.close();
  }

  /** Whether a message of this type waits on the shell socket, before all others. */
  boolean isNextOnShell(MessageType<?> type) {
    if (backlog.isEmpty() && (shell.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      backlog.add(new Waiting(shell.readMessage(), false));
    }
    return !backlog.isEmpty() && backlog.peek().message().getHeader().getType() == type;
  }

  void awaitShutdown() throws InterruptedException {
    shutdown.await();
  }

  /** Sends what is still to be sent, and lets go of the sockets; at most a second. */
  void close() throws InterruptedException {
    publisher.closeWhenSent();
    stdin.close();
    CountDownLatch closed = new CountDownLatch(1);
    thread(
        "close",
        () -> {
          zmq.close(); // ends the waiting threads, each of which closes its socket
          closed.countDown();
        },
        0);
    closed.await(LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }
}
