package org.neuronbook.kernel;

import java.util.List;
import java.util.Locale;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;

/** An extension as the notebook module has one: a renderer and a magic. */
public final class TestExtension implements Extension {
  /** Something with a renderer. */
  public static final class Shown {}

  @Override
  public void install(BaseKernel kernel) {
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
