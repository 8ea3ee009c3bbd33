package org.neuronbook.notebook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what was opened and sent, moves what a test says, and runs callbacks when it is told to.
 */
final class RecordingFrontEnd implements FrontEnd {

  record Opened(WidgetModel model, Map<String, Object> state) {}

  record Sent(String id, String method, Map<?, ?> state) {}

  final Map<String, Opened> opened = new LinkedHashMap<>();
  final List<Sent> sent = new ArrayList<>();
  final Deque<Runnable> callbacks = new ArrayDeque<>();

  @Override
  public String open(WidgetModel model, Map<String, Object> state) {
    String id = "model-" + opened.size();
    opened.put(id, new Opened(model, state));
    return id;
  }

  @Override
  public void send(String id, Map<String, Object> message) {
    sent.add(new Sent(id, (String) message.get("method"), (Map<?, ?>) message.get("state")));
  }

  @Override
  public void later(Runnable callback) {
    callbacks.add(callback);
  }

  @Override
  public List<String> explain(Throwable failure) {
    return List.of(
        "\u001b[1;31m" + failure.getClass().getSimpleName() + "\u001b[0m: " + failure.getMessage());
  }

  /** The name of the one open model of a kind, as IntSlider. */
  String only(String kind) {
    List<String> ids =
        opened.entrySet().stream()
            .filter(entry -> entry.getValue().state().get("_model_name").equals(kind + "Model"))
            .map(Map.Entry::getKey)
            .toList();
    if (ids.size() != 1) {
      throw new AssertionError(ids.size() + " models of the kind " + kind + " are open");
    }
    return ids.get(0);
  }

  Map<String, Object> state(String kind) {
    return opened.get(only(kind)).state();
  }

  /** Somebody moves a control in the browser. */
  void moves(String kind, String name, Object value) {
    WidgetModel model = opened.get(only(kind)).model();
    model.receive(Map.of("method", "update", "state", Map.of(name, value)));
  }

  void clicks() {
    WidgetModel model = opened.get(only("Button")).model();
    model.receive(Map.of("method", "custom", "content", Map.of("event", "click")));
  }

  /** Runs the callbacks that are waiting; gives how many there were. */
  int run() {
    int count = callbacks.size();
    for (int i = 0; i < count; i++) {
      callbacks.remove().run();
    }
    return count;
  }

  /** The last HTML that was sent to any place. */
  String lastHtml() {
    String html = null;
    for (Sent each : sent) {
      if (each.state().get("value") instanceof String text) {
        html = text;
      }
    }
    return html;
  }
}
