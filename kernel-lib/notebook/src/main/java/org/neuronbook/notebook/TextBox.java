package org.neuronbook.notebook;

/**
 * A line of text that somebody types. What listens to it runs at Enter, or when the cursor leaves.
 *
 * <pre>{@code
 * interact(new TextBox("sentence", "the cat sat"), text -> tokenizer.encode(text))
 * }</pre>
 */
public final class TextBox extends Control<String> {

  /**
   * @param label what is typed
   * @param start what it holds first
   */
  public TextBox(String label, String start) {
    super(
        label,
        WidgetModel.control("Text")
            .with("value", start)
            .with("continuous_update", false)
            .with("style", Looks.WHOLE_LABEL)
            .with("layout", Looks.WIDE),
        "value");
  }

  @Override
  String fromState(Object state) {
    return (String) state;
  }

  @Override
  Object toState(String value) {
    if (value == null) {
      throw refused("a text", null);
    }
    return value;
  }

  @Override
  String range() {
    return "text to type";
  }
}
