package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * The replies whose content JJava's own classes leave incomplete, written as the protocol has them.
 */
final class Reply {
  private static final String PROTOCOL = "5.3";

  private Reply() {}

  static void kernelInfo(
      ShellReplyEnvironment environment, TeachingKernel kernel, LanguageInfo language) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("status", "ok");
    content.put("protocol_version", PROTOCOL);
    content.put("implementation", kernel.getName());
    content.put("implementation_version", kernel.getVersion());
    content.put("language_info", language);
    content.put("banner", "Neuronbook: Java " + language.getVersion());
    content.put("help_links", kernel.getHelpLinks());
    send(environment, MessageType.KERNEL_INFO_REPLY, content);
  }

  static void executed(
      ShellReplyEnvironment environment,
      int count,
      Map<String, Object> userExpressions,
      List<Map<String, Object>> payload) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("status", "ok");
    content.put("execution_count", count);
    content.put("user_expressions", userExpressions);
    content.put("payload", payload);
    send(environment, MessageType.EXECUTE_REPLY, content);
  }

  static void failed(ShellReplyEnvironment environment, int count, CellFailure failure) {
    Map<String, Object> content = error(failure);
    content.put("execution_count", count);
    send(environment, MessageType.EXECUTE_REPLY, content);
  }

  static void aborted(ShellReplyEnvironment environment) {
    send(environment, MessageType.EXECUTE_REPLY, Map.of("status", "aborted"));
  }

  /**
   * @param source what was to be completed: the protocol counts its places in its own way
   */
  static void completed(ShellReplyEnvironment environment, String source, Completion.Found found) {
    int start = CursorContext.inProtocol(source, found.start());
    int end = CursorContext.inProtocol(source, found.end());
    List<Map<String, Object>> types = new ArrayList<>();
    for (Completion.Match each : found.matches()) {
      types.add(
          Map.of(
              "text", each.text(),
              "type", each.kind(),
              "signature", each.signature(),
              "start", start,
              "end", end));
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("status", "ok");
    content.put("matches", found.matches().stream().map(Completion.Match::text).toList());
    content.put("cursor_start", start);
    content.put("cursor_end", end);
    content.put("metadata", Map.of("_jupyter_types_experimental", types));
    send(environment, MessageType.COMPLETE_REPLY, content);
  }

  /** What Shift-Tab asked for, or null where nothing is known. */
  static void inspected(ShellReplyEnvironment environment, DisplayData found) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("status", "ok");
    content.put("found", found != null);
    content.put("data", found == null ? Map.of() : data(found));
    content.put("metadata", Map.of());
    send(environment, MessageType.INSPECT_REPLY, content);
  }

  static void history(ShellReplyEnvironment environment, List<List<Object>> entries) {
    send(environment, MessageType.HISTORY_REPLY, Map.of("status", "ok", "history", entries));
  }

  static void shutdown(ShellReplyEnvironment environment, boolean restart) {
    send(environment, MessageType.SHUTDOWN_REPLY, Map.of("status", "ok", "restart", restart));
  }

  static void ok(ShellReplyEnvironment environment, MessageType<?> type) {
    send(environment, type, Map.of("status", "ok"));
  }

  static Map<String, Object> error(CellFailure failure) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("status", "error");
    content.put("ename", failure.name());
    content.put("evalue", failure.getMessage());
    content.put("traceback", failure.lines());
    return content;
  }

  /** The value of a user expression. */
  static Map<String, Object> value(DisplayData shown) {
    return Map.of("status", "ok", "data", data(shown), "metadata", Map.of());
  }

  /** The texts of a display by their types. */
  static Map<String, Object> data(DisplayData shown) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (MIMEType type : List.of(MIMEType.TEXT_PLAIN, MIMEType.TEXT_HTML, MIMEType.TEXT_MARKDOWN)) {
      if (shown.getData(type) != null) {
        data.put(type.toString(), shown.getData(type));
      }
    }
    return data;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void send(
      ShellReplyEnvironment environment, MessageType<?> type, Map<String, Object> content) {
    environment.reply(new Message(environment.getContext(), type, content));
  }
}
