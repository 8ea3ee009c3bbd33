package org.neuronbook.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;

/** An extension as the notebook module has one: a renderer, a magic and a comm. */
public final class TestExtension implements Extension {
  /** Something with a renderer. */
  public static final class Shown {}

  /** What a cell wants to be called with each number that a message of the comm brings. */
  public static volatile IntConsumer callback = number -> {};

  /** Numbers that came since the callback was last called. */
  private static final List<Integer> NUMBERS = new ArrayList<>();

  /** A comm that reads numbers, and calls the cell's callback with the newest. */
  private static Comm numbers(CommManager manager, String id, BaseKernel kernel) {
    return new Comm(manager, id, "test.numbers") {
      @Override
      protected void onMessage(Message<CommMsgCommand> message) {
        manager.setMessageContext(message);
        NUMBERS.add(message.getContent().getData().get("number").getAsInt());
        if (NUMBERS.size() == 1) {
          ((Executor) kernel).execute(this::call);
        }
      }

      private void call() {
        JsonObject told = new JsonObject();
        told.addProperty("waiting", NUMBERS.size());
        int newest = NUMBERS.get(NUMBERS.size() - 1);
        NUMBERS.clear();
        try {
          callback.accept(newest);
        } catch (Throwable e) {
          told.addProperty("failure", String.join("\n", kernel.formatError(e)));
        }
        send(told);
      }

      @Override
      protected void onClose(Message<CommCloseCommand> message, boolean fromHere) {}
    };
  }

  @Override
  public void install(BaseKernel kernel) {
    kernel
        .getCommManager()
        .registerTarget("test.numbers", (manager, id, name, open) -> numbers(manager, id, kernel));
    kernel
        .getRenderer()
        .createRegistration(Shown.class)
        .preferring(MIMEType.TEXT_HTML)
        .register((v, c) -> c.renderIfRequested(MIMEType.TEXT_HTML, () -> "<i>shown</i>"));
    kernel
        .getMagicsRegistry()
        .registerCellMagic(
            "shout",
            (CellMagic<Object, BaseKernel>)
                (k, arguments, body) -> {
                  k.evalRaw("String shouted = \"" + body.toUpperCase(Locale.ROOT) + "\";");
                  System.out.println(List.copyOf(arguments) + " " + k.evalRaw("shouted"));
                  return null;
                });
  }

  /** An extension that fails. */
  public static final class Failing implements Extension {
    @Override
    public void install(BaseKernel kernel) {
      throw new IllegalStateException("cannot be installed");
    }
  }
}
