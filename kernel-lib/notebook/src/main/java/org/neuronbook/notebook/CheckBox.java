package org.neuronbook.notebook;

/**
 * Yes or no.
 *
 * <pre>{@code
 * var momentum = new CheckBox("with momentum", true);
 * }</pre>
 */
public final class CheckBox extends Control<Boolean> {

  /**
   * @param label what is so when it is ticked
   * @param start whether it is ticked at first
   */
  public CheckBox(String label, boolean start) {
    super(
        label,
        WidgetModel.control("Checkbox")
            .with("value", start)
            .with("indent", false)
            .with("style", Looks.WHOLE_LABEL)
            .with("layout", Looks.SNUG),
        "value");
  }

  @Override
  Boolean fromState(Object state) {
    return (Boolean) state;
  }

  @Override
  Object toState(Boolean value) {
    if (value == null) {
      throw refused("true or false", null);
    }
    return value;
  }

  @Override
  String words(Boolean value) {
    return value ? "yes" : "no";
  }

  @Override
  String range() {
    return "check box";
  }
}
