package org.neuronbook.grader;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Makes a notebook know {@code check(...)}, {@code Todo} and the contracts, and show reports. */
public final class CheckExtension implements Extension {

  @Override
  public void install(BaseKernel kernel) {
    kernel
        .getRenderer()
        .createRegistration(CheckReport.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(
            (report, context) -> {
              context.renderIfRequested(MIMEType.TEXT_HTML, report::html);
              context.renderIfRequested(MIMEType.TEXT_PLAIN, report::toString);
            });
    kernel.evalRaw(imports(Catalogues.installed()));
  }

  static String imports(Catalogues catalogues) {
    return Stream.concat(
            Stream.of("static " + Check.class.getName() + ".check", Todo.class.getName()),
            catalogues.imports().stream())
        .map(name -> "import " + name + ";")
        .collect(Collectors.joining("\n"));
  }
}
