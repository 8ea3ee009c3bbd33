package org.neuronbook.kernel;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A start as Jupyter causes it, in one process: a kernel, a front end that asks what it is and runs
 * a few cells, and an end, at which the JVM writes its archive of classes. Cells may fail; they are
 * there for the classes that they load.
 */
final class Rehearsal {
  private static final String KEY = "rehearsal";
  private static final int ANSWER_MILLIS = 60_000;
  private static final List<String> CELLS =
      List.of(
          "1 + 1",
          "int n = 3;\nfor (int i = 0; i < n; i++) System.out.println(\"line \" + i);",
          "record Point(double x, double y) {}\nnew Point(1, 2)",
          "new int[0][0]",
          "int m = nn;",
          "List.of(1).get(1)",
          "double twice(double x) { return 2 * x; }");

  private final Gson gson = new Gson();
  private final HMACGenerator signer = new HMACGenerator("hmac-sha256", KEY);
  private final ZMQ.Socket shell;

  private Rehearsal(ZMQ.Socket shell) throws GeneralSecurityException {
    this.shell = shell;
  }

  /**
   * @param cells more cells to run
   */
  public static void main(String[] cells) throws Exception {
    List<Integer> ports = freePorts();
    var properties =
        new KernelConnectionProperties(
            "127.0.0.1",
            ports.get(0),
            ports.get(1),
            ports.get(2),
            ports.get(3),
            ports.get(4),
            "tcp",
            "hmac-sha256",
            KEY);
    // Read again as a kernel reads it.
    KernelMain.serve(KernelConnectionProperties.parse(properties.toJsonString()));
    ZMQ.Socket shell = ZMQ.context(1).socket(SocketType.DEALER);
    shell.setReceiveTimeOut(ANSWER_MILLIS);
    shell.connect("tcp://127.0.0.1:" + properties.getShellPort());
    new Rehearsal(shell).run(cells);
    System.exit(0);
  }

  private void run(String[] more) {
    ask("kernel_info_request", Map.of());
    List<String> all = new ArrayList<>(CELLS);
    all.addAll(List.of(more));
    for (String cell : all) {
      ask(
          "execute_request",
          Map.of("code", cell, "silent", false, "store_history", false, "stop_on_error", false));
    }
    ask("is_complete_request", Map.of("code", "int x ="));
    ask("complete_request", Map.of("code", "Math.ma", "cursor_pos", 7));
    ask("inspect_request", Map.of("code", "Math.max", "cursor_pos", 8, "detail_level", 0));
  }

  private void ask(String type, Map<String, Object> content) {
    Map<String, Object> header =
        Map.of(
            "msg_id", UUID.randomUUID().toString(),
            "username", "rehearsal",
            "session", "rehearsal",
            "date", "2026-01-01T00:00:00.000000Z",
            "msg_type", type,
            "version", "5.3");
    byte[][] parts = {
      bytes(gson.toJson(header)), bytes("{}"), bytes("{}"), bytes(gson.toJson(content))
    };
    shell.sendMore("<IDS|MSG>");
    shell.sendMore(signer.calculateSignature(parts));
    for (int i = 0; i < parts.length; i++) {
      shell.send(parts[i], i < parts.length - 1 ? ZMQ.SNDMORE : 0);
    }
    if (shell.recv() == null) {
      throw new IllegalStateException("no answer to " + type);
    }
    while (shell.hasReceiveMore()) {
      shell.recv();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Integer> freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sockets.add(new ServerSocket(0));
      ports.add(sockets.get(i).getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
