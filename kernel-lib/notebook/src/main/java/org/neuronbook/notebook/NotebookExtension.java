package org.neuronbook.notebook;

import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.neuronbook.datasets.Datasets;
import org.neuronbook.fetch.DataListener;

/**
 * Makes a kernel show what this library computes: found by the kernel in {@code META-INF/services}.
 *
 * <p>Works in Neuronbook's kernel and in JJava's own, whose jar has another Gson: nothing here
 * touches a type of Gson, nor a method whose signature differs between their releases. Installing
 * prints nothing.
 *
 * <p>A kernelspec may start the kernel's JVM with {@code -Djava.awt.headless=true} and, for
 * machines that have no font, {@code -Dsun.awt.fontconfig=FILE}, where FILE holds the two lines
 * {@code version=1} and {@code sequence.allfonts=} (the resource {@code
 * fonts/fontconfig.properties} beside this class). Where they are missing this extension sets both,
 * which is early enough as long as nothing before it used a font.
 */
public final class NotebookExtension implements Extension {

  /** What a cell can name without an import; no simple name in it means two things. */
  public static final List<String> IMPORTS =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.nio.file.*",
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "org.knowm.xchart.*",
          "org.neuronbook.compute.*",
          "org.neuronbook.data.*",
          "org.neuronbook.datasets.*",
          "org.neuronbook.io.*",
          "org.neuronbook.nn.*",
          "org.neuronbook.notebook.*",
          "org.neuronbook.onnx.*",
          "org.neuronbook.optim.*",
          "org.neuronbook.pretrained.*",
          "org.neuronbook.tensor.*",
          "org.neuronbook.text.*",
          "org.neuronbook.train.*",
          "tech.tablesaw.api.*",
          "static org.neuronbook.notebook.Notebook.*");

  @Override
  public void install(BaseKernel kernel) {
    Fonts.prepare();
    Views.types().forEach(type -> register(kernel, type));
    register(kernel, Object.class);
    Datasets.setListener(new DataNotes());
    Widget.useFrontEnd(new KernelFrontEnd(kernel));
    kernel.evalRaw(
        String.join("\n", IMPORTS.stream().map(name -> "import " + name + ";").toList()));
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    Datasets.setListener(DataListener.SILENT);
    Widget.useFrontEnd(FrontEnd.NONE);
  }

  private static <T> void register(BaseKernel kernel, Class<T> type) {
    kernel
        .getRenderer()
        .createRegistration(type)
        .supporting("text/html", "image/png", "text/plain")
        .register(NotebookExtension::render);
  }

  private static void render(Object value, RenderContext context) {
    DisplayData data;
    try {
      data = Screen.data(Views.orText(value));
    } catch (ThreadDeath stop) {
      // How an interrupt ends a cell on Java 17.
      throw stop;
    } catch (Throwable failure) {
      data = Screen.data(Views.failed(value, failure));
    }
    context.getOutputContainer().assign(data);
  }
}
