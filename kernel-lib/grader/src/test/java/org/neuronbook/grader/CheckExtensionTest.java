package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.junit.jupiter.api.Test;

class CheckExtensionTest {
  private final RecordingKernel kernel = new RecordingKernel();

  @Test
  void isFoundByTheKernel() {
    assertThat(ServiceLoader.load(Extension.class))
        .hasAtLeastOneElementOfType(CheckExtension.class);
  }

  @Test
  void importsCheckAndTodo() {
    new CheckExtension().install(kernel);
    assertThat(kernel.evaluated)
        .singleElement()
        .asString()
        .contains("import static org.neuronbook.grader.Check.*;")
        .contains("import org.neuronbook.grader.Todo;");
  }

  @Test
  void showsAReportAsHtmlAndAsText() {
    new CheckExtension().install(kernel);
    CheckReport report = CheckReport.problem("00.1", "There is no <such> exercise.");
    DisplayData data = kernel.getRenderer().render(report);
    assertThat(data.getData(MIMEType.TEXT_HTML)).isEqualTo(report.html());
    assertThat(data.getData(MIMEType.TEXT_PLAIN)).isEqualTo(report.toString());
  }

  /** A kernel that runs nothing and remembers what it was asked to run. */
  private static final class RecordingKernel extends BaseKernel {
    private final List<String> evaluated = new ArrayList<>();

    RecordingKernel() {
      super(
          "test",
          "1",
          null,
          List.of(),
          null,
          new JupyterIO(StandardCharsets.UTF_8),
          new CommManager(),
          new Renderer(),
          null,
          null,
          false,
          new StringStyler.Builder().build());
    }

    @Override
    public Object evalRaw(String source) {
      evaluated.add(source);
      return null;
    }

    @Override
    public DisplayData inspect(String code, int at, boolean extraDetail) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String isComplete(String code) {
      throw new UnsupportedOperationException();
    }
  }
}
