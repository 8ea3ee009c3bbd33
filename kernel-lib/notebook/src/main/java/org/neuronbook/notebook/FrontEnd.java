package org.neuronbook.notebook;

import java.util.List;
import java.util.Map;

/**
 * The other side of a widget: whoever draws it and moves it. In a notebook that is the browser,
 * reached through the kernel's comms.
 */
interface FrontEnd {

  /** Nobody draws widgets: a program that uses the library without a notebook. */
  FrontEnd NONE =
      new FrontEnd() {
        @Override
        public String open(WidgetModel model, Map<String, Object> state) {
          return null;
        }

        @Override
        public void send(String id, Map<String, Object> message) {}

        @Override
        public void later(Runnable callback) {
          callback.run();
        }

        @Override
        public List<String> explain(Throwable failure) {
          return List.of(failure.toString());
        }
      };

  /**
   * Makes the front end's half of a model.
   *
   * @return the name that both halves have, or null where nobody draws
   */
  String open(WidgetModel model, Map<String, Object> state);

  /** Sends a message of the widget protocol to the model's other half. */
  void send(String id, Map<String, Object> message);

  /**
   * Runs a learner's callback after the messages that already wait, so that of a hundred positions
   * of a dragged slider only the last is computed, and where an interrupt reaches it.
   */
  void later(Runnable callback);

  /** What a learner reads of a failure, in lines; as the kernel tells of a failed cell. */
  List<String> explain(Throwable failure);
}
