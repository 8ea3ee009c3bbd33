package org.neuronbook.notebook;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Where output appears, and where it can be replaced later. */
interface Screen {

  /** Nobody looks: a program that uses the library without a notebook. */
  Screen NONE = what -> next -> {};

  /** Something on the screen that can be replaced. */
  interface Slot {
    void update(Displayable next);
  }

  /** Shows at once. */
  Slot show(Displayable what);

  /** The running kernel's output, or {@link #NONE} outside a notebook. */
  static Screen ofKernel() {
    try {
      BaseKernel kernel = BaseKernel.notebookKernel();
      return what -> {
        // Random, not counted: after a restart a used number would overwrite an old output.
        String id = UUID.randomUUID().toString();
        kernel.display(named(id, what));
        return next -> kernel.getIO().display.updateDisplay(named(id, next));
      };
    } catch (NullPointerException | NoClassDefFoundError noKernel) {
      // The first comes from JJava when no kernel runs, the second when it is not there at all.
      return NONE;
    }
  }

  private static DisplayData named(String id, Displayable what) {
    DisplayData data = data(what);
    // Not setDisplayId: its return type differs between the releases of JJava.
    data.putTransientData("display_id", id);
    return data;
  }

  /** All forms of one output; plain text looks best as the front end's own plain text. */
  static DisplayData data(Displayable what) {
    DisplayData data = new DisplayData();
    Rendered ready = Rendered.of(what);
    data.putText(ready.text());
    if (ready.png() != null) {
      data.putData("image/png", java.util.Base64.getEncoder().encodeToString(ready.png()));
      data.putMetaData(
          "image/png", java.util.Map.of("width", ready.width(), "height", ready.height()));
    }
    if (!(what instanceof Words)) {
      data.putHTML(ready.html());
    }
    if (what instanceof Widget widget) {
      widget.live().forEach(data::putData);
    }
    return data;
  }
}
