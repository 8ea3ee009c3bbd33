package org.neuronbook.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A small Jupyter front end: starts the kernel as a process of its own and speaks the protocol with
 * it. Every wait has a deadline, and none is a sleep.
 */
final class KernelClient implements AutoCloseable {
  static final int DEADLINE_SECONDS = 90;
  private static final String DELIMITER = "<IDS|MSG>";
  private static final String KEY = "a key that only this test knows";

  private final Gson gson = new Gson();
  private final ZContext context = new ZContext();
  private final List<Received> unclaimed = new ArrayList<>();
  private final Process process;
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket stdin;
  private final ZMQ.Socket iopub;
  private final ZMQ.Poller poller;
  private boolean interrupting;
  private final String session = UUID.randomUUID().toString();

  /** One message from the kernel. */
  record Received(String channel, String type, String parent, JsonObject content) {}

  /** Everything that came back for one execute request. */
  static final class Outcome {
    JsonObject reply;
    final StringBuilder out = new StringBuilder();
    final StringBuilder err = new StringBuilder();
    final List<JsonObject> results = new ArrayList<>();
    final List<JsonObject> displays = new ArrayList<>();
    final List<Received> published = new ArrayList<>();
    JsonObject error;

    String status() {
      return reply.get("status").getAsString();
    }

    int count() {
      return reply.get("execution_count").getAsInt();
    }

    /** The result's text, or null when the cell showed nothing. */
    String text() {
      return results.isEmpty()
          ? null
          : results.get(0).getAsJsonObject("data").get("text/plain").getAsString();
    }

    /** The error's lines without colours, or an empty text. */
    String traceback() {
      if (error == null) {
        return "";
      }
      StringBuilder text = new StringBuilder();
      for (JsonElement line : error.getAsJsonArray("traceback")) {
        text.append(line.getAsString().replaceAll("\u001b\\[[0-9;]*m", "")).append('\n');
      }
      return text.toString();
    }

    String errorName() {
      return error.get("ename").getAsString();
    }
  }

  /** Starts a kernel on the JDK that runs the test and waits until it answers. */
  static KernelClient start(String... jvmFlags) {
    return startOn(Path.of(System.getProperty("java.home")), jvmFlags);
  }

  /** Starts a kernel on another JDK. */
  static KernelClient startOn(Path jdk, String... jvmFlags) {
    return new KernelClient(jdk, Map.of(), List.of(jvmFlags));
  }

  /** Starts a kernel with more environment variables. */
  static KernelClient startWith(Map<String, String> environment) {
    return new KernelClient(Path.of(System.getProperty("java.home")), environment, List.of());
  }

  private KernelClient(Path jdk, Map<String, String> environment, List<String> jvmFlags) {
    try {
      int[] ports = freePorts();
      Path file = Files.createTempFile("kernel", ".json");
      file.toFile().deleteOnExit();
      Files.writeString(file, gson.toJson(connection(ports)));
      List<String> command = new ArrayList<>();
      command.add(jdk.resolve("bin").resolve("java").toString());
      command.addAll(jvmFlags);
      command.addAll(
          List.of(
              "--add-modules",
              "jdk.incubator.vector",
              "-cp",
              System.getProperty("java.class.path"),
              KernelMain.class.getName(),
              file.toString()));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      process = builder.start();
      shell = connect(SocketType.DEALER, ports[0]);
      control = connect(SocketType.DEALER, ports[1]);
      stdin = connect(SocketType.DEALER, ports[2]);
      iopub = connect(SocketType.SUB, ports[4]);
      iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
      poller = context.createPoller(4);
      for (ZMQ.Socket socket : List.of(shell, control, stdin, iopub)) {
        poller.register(socket, ZMQ.Poller.POLLIN);
      }
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    int[] ports = new int[5];
    for (int i = 0; i < ports.length; i++) {
      sockets.add(new ServerSocket(0));
      ports[i] = sockets.get(i).getLocalPort();
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  private static Map<String, Object> connection(int[] ports) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("transport", "tcp");
    properties.put("ip", "127.0.0.1");
    properties.put("shell_port", ports[0]);
    properties.put("control_port", ports[1]);
    properties.put("stdin_port", ports[2]);
    properties.put("hb_port", ports[3]);
    properties.put("iopub_port", ports[4]);
    properties.put("signature_scheme", "hmac-sha256");
    properties.put("key", KEY);
    return properties;
  }

  private ZMQ.Socket connect(SocketType type, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    // The shell and stdin sockets of one client share an identity: the kernel asks for input there.
    socket.setIdentity(session.getBytes(StandardCharsets.UTF_8));
    socket.connect("tcp://127.0.0.1:" + port);
    return socket;
  }

  /** The kernel is ready when it answers, and we hear what it publishes. */
  private void awaitReady() {
    long deadline = deadline();
    boolean published = false;
    boolean answered = false;
    while (!published || !answered) {
      send(shell, "kernel_info_request", Map.of());
      for (Received next = poll(500); next != null; next = poll(50)) {
        answered |= next.type().equals("kernel_info_reply");
        published |= next.channel().equals("iopub") && !next.parent().isEmpty();
      }
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new AssertionError("the kernel did not start, exit " + exitValue());
      }
    }
    for (Received next = poll(200); next != null; next = poll(50)) {
      // what is left of the greetings
    }
  }

  private static long deadline() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
  }

  private String exitValue() {
    return process.isAlive() ? "none, it is alive" : String.valueOf(process.exitValue());
  }

  Process process() {
    return process;
  }

  // Requests ------------------------------------------------------------------------------------

  Outcome execute(String code) {
    return await(sendCell(code, Map.of()));
  }

  Outcome execute(String code, Map<String, Object> options) {
    return await(sendCell(code, options));
  }

  /** Runs a cell, and does something as soon as the cell has printed a text. */
  Outcome executeAndWhenPrinted(String code, String text, Runnable action) {
    return await(sendCell(code, Map.of()), text, action);
  }

  /** Interrupts a cell as soon as it has printed a text. */
  Outcome interruptWhenPrinted(String code, String text, Map<String, Object> options) {
    return await(sendCell(code, options), text, this::interrupt);
  }

  /** Sends an execute request and returns its id. */
  String sendCell(String code, Map<String, Object> options) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("code", code);
    content.put("silent", false);
    content.put("store_history", true);
    content.put("user_expressions", Map.of());
    content.put("allow_stdin", false);
    content.put("stop_on_error", true);
    content.putAll(options);
    return send(shell, "execute_request", content);
  }

  /** Asks on the shell channel and returns the reply's content. */
  JsonObject ask(String type, Map<String, Object> content) {
    String id = send(shell, type, content);
    return awaitReply(id, "shell");
  }

  /** Sends on the shell channel what has no reply, and returns its id. */
  String tell(String type, Map<String, Object> content) {
    return send(shell, type, content);
  }

  void interrupt() {
    send(control, "interrupt_request", Map.of());
  }

  /** Interrupts and waits until the kernel has said that it did. */
  JsonObject interruptAndWait() {
    return awaitReply(send(control, "interrupt_request", Map.of()), "control");
  }

  void answerInput(String line) {
    send(stdin, "input_reply", Map.of("value", line));
  }

  /** Asks the kernel to end, and returns its reply. */
  JsonObject shutdown() {
    return awaitReply(send(control, "shutdown_request", Map.of("restart", false)), "control");
  }

  /** Waits for the reply to, and the idle status of, an execute request. */
  Outcome await(String id) {
    return await(id, null, () -> {});
  }

  /** Waits for a cell that ends only when it is interrupted: it is, once a second. */
  Outcome awaitInterrupting(String id) {
    interrupting = true;
    try {
      return await(id);
    } finally {
      interrupting = false;
    }
  }

  /** Drops the messages that nobody has asked for; there are many in a long session. */
  void forgetUnclaimed() {
    unclaimed.clear();
  }

  private Outcome await(String id, String text, Runnable action) {
    Outcome outcome = new Outcome();
    long deadline = deadline();
    boolean idle = false;
    boolean acted = false;
    long nextInterrupt = System.nanoTime();
    while (!idle || outcome.reply == null) {
      if (interrupting && System.nanoTime() >= nextInterrupt) {
        interrupt();
        nextInterrupt += TimeUnit.SECONDS.toNanos(1);
      }
      Received next = next(id);
      if (next == null) {
        if (System.nanoTime() > deadline || !process.isAlive() && unclaimed.isEmpty()) {
          throw new AssertionError(
              "no end of the cell; kernel exit: "
                  + exitValue()
                  + "; so far "
                  + outcome.published
                  + outcome.reply);
        }
        continue;
      }
      if (next.type().equals("input_request")) {
        answerInput("typed");
      }
      if (next.channel().equals("shell")) {
        outcome.reply = next.content();
        continue;
      }
      outcome.published.add(next);
      JsonObject content = next.content();
      switch (next.type()) {
        case "status" -> idle = content.get("execution_state").getAsString().equals("idle");
        case "stream" ->
            (content.get("name").getAsString().equals("stdout") ? outcome.out : outcome.err)
                .append(content.get("text").getAsString());
        case "execute_result" -> outcome.results.add(content);
        case "display_data", "update_display_data" -> outcome.displays.add(content);
        case "error" -> outcome.error = content;
        default -> {}
      }
      if (!acted && text != null && (outcome.out + "" + outcome.err).contains(text)) {
        acted = true;
        action.run();
      }
    }
    return outcome;
  }

  /** Waits for a message that a cell publishes after its end. */
  Received awaitPublished(String type, String parent) {
    long deadline = deadline();
    while (System.nanoTime() < deadline) {
      Received next = next(parent);
      if (next != null && next.type().equals(type)) {
        return next;
      }
    }
    throw new AssertionError("no " + type);
  }

  private JsonObject awaitReply(String id, String channel) {
    long deadline = deadline();
    while (System.nanoTime() < deadline) {
      Received next = next(id);
      if (next != null && next.channel().equals(channel)) {
        return next.content();
      }
    }
    throw new AssertionError("no reply on " + channel);
  }

  // The wire ------------------------------------------------------------------------------------

  private String send(ZMQ.Socket socket, String type, Map<String, Object> content) {
    String id = UUID.randomUUID().toString();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("msg_id", id);
    header.put("username", "test");
    header.put("session", session);
    header.put("date", "2026-01-01T00:00:00.000000Z");
    header.put("msg_type", type);
    header.put("version", "5.3");
    List<String> parts = List.of(gson.toJson(header), "{}", "{}", gson.toJson(content));
    socket.sendMore(DELIMITER);
    socket.sendMore(sign(parts));
    for (int i = 0; i < parts.size(); i++) {
      socket.send(parts.get(i), i < parts.size() - 1 ? ZMQ.SNDMORE : 0);
    }
    return id;
  }

  private static String sign(List<String> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The next message that belongs to a request, or null; messages for others are kept for them. */
  private Received next(String id) {
    for (Received each : unclaimed) {
      if (each.parent().equals(id)) {
        unclaimed.remove(each);
        return each;
      }
    }
    Received next = poll(1_000);
    if (next == null || next.parent().equals(id)) {
      return next;
    }
    unclaimed.add(next);
    return null;
  }

  /** The next message on any channel, or null when none comes in time. */
  private Received poll(int millis) {
    if (poller.poll(millis) <= 0) {
      return null;
    }
    // What was published first should be seen first: replies come after what the cell showed.
    List<ZMQ.Socket> sockets = List.of(iopub, shell, control, stdin);
    List<String> names = List.of("iopub", "shell", "control", "stdin");
    for (int i = 0; i < sockets.size(); i++) {
      if ((sockets.get(i).getEvents() & ZMQ.Poller.POLLIN) != 0) {
        return receive(names.get(i), sockets.get(i));
      }
    }
    return null;
  }

  private Received receive(String channel, ZMQ.Socket socket) {
    List<String> frames = new ArrayList<>();
    do {
      frames.add(new String(socket.recv(), StandardCharsets.UTF_8));
    } while (socket.hasReceiveMore());
    List<String> parts = frames.subList(frames.indexOf(DELIMITER) + 1, frames.size());
    if (!parts.get(0).equals(sign(parts.subList(1, 5)))) {
      throw new AssertionError("wrong signature: " + Arrays.toString(parts.toArray()));
    }
    JsonObject header = JsonParser.parseString(parts.get(1)).getAsJsonObject();
    JsonObject parent = JsonParser.parseString(parts.get(2)).getAsJsonObject();
    return new Received(
        channel,
        header.get("msg_type").getAsString(),
        parent.has("msg_id") ? parent.get("msg_id").getAsString() : "",
        JsonParser.parseString(parts.get(4)).getAsJsonObject());
  }

  static List<String> strings(JsonArray array) {
    List<String> all = new ArrayList<>();
    array.forEach(each -> all.add(each.getAsString()));
    return all;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    context.close();
  }
}
