package org.neuronbook.grader;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Makes a notebook know {@code check(...)}, {@code progress()}, {@code Todo} and the contracts. */
public final class CheckExtension implements Extension {

  @Override
  public void install(BaseKernel kernel) {
    show(kernel, CheckReport.class, CheckReport::html);
    show(kernel, ProgressReport.class, ProgressReport::html);
    kernel.evalRaw(imports(Catalogues.installed()));
  }

  private static <T> void show(BaseKernel kernel, Class<T> type, Function<T, String> html) {
    kernel
        .getRenderer()
        .createRegistration(type)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(
            (report, context) -> {
              context.renderIfRequested(MIMEType.TEXT_HTML, () -> html.apply(report));
              context.renderIfRequested(MIMEType.TEXT_PLAIN, report::toString);
            });
  }

  static String imports(Catalogues catalogues) {
    return Stream.concat(
            // All of Check at once: a single name would hide methods of that name from elsewhere.
            Stream.of("static " + Check.class.getName() + ".*", Todo.class.getName()),
            catalogues.imports().stream())
        .map(name -> "import " + name + ";")
        .collect(Collectors.joining("\n"));
  }
}
