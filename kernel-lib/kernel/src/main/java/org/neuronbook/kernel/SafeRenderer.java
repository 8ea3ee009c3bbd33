package org.neuronbook.kernel;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** A renderer that can show anything: null, arrays, and objects whose {@code toString} fails. */
final class SafeRenderer extends Renderer {

  SafeRenderer() {
    createRegistration(Object.class)
        .preferring(MIMEType.TEXT_PLAIN)
        .register(
            (value, context) ->
                context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> PlainText.of(value)));
  }

  @Override
  public DisplayData render(Object value, Map<String, Object> parameters) {
    DisplayData ready = withoutRendering(value);
    return ready != null ? ready : super.render(value, parameters);
  }

  @Override
  public DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
    DisplayData ready = withoutRendering(value);
    return ready != null ? ready : super.renderAs(value, parameters, types);
  }

  private static DisplayData withoutRendering(Object value) {
    if (value == null) {
      return new DisplayData("null");
    }
    return value instanceof DisplayData data ? data : null;
  }

  @Override
  protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
    if (!data.hasDataForType(MIMEType.TEXT_PLAIN)) {
      data.putText(PlainText.of(value));
    }
    return data;
  }
}
