package org.neuronbook.course.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.neuronbook.course.Project;
import org.neuronbook.course.tests.Tool;

/**
 * Where a learner sits: one JupyterLab and one browser for all tests of a run, opened by the first
 * that asks for it. Notebooks that tests write and change lie in a folder of the build.
 *
 * <pre>{@code
 * @ExtendWith(Desk.Extension.class)
 * class SomethingInBrowserTest {
 *   @Test
 *   void adds(Desk desk) {
 *     NotebookPage notebook = desk.open("adds", "1 + 1");
 * }</pre>
 */
final class Desk implements AutoCloseable {
  /** So high that JupyterLab lays out every cell. */
  private static final int HEIGHT = 6_000;

  private static final Path ROOT = Project.here().root();
  private static final Path FOLDER = Path.of("kernel-lib/course/target/browser");

  private final Playwright playwright;
  private final Browser browser;
  private final Lab lab;
  private final List<NotebookPage> open = new ArrayList<>();

  private Desk() throws Exception {
    Path chromium = Tool.CHROMIUM.require();
    Files.createDirectories(pictures());
    lab = Lab.start();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** Gives tests the desk as a parameter, and clears it after each of them. */
  static final class Extension implements ParameterResolver, AfterEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == Desk.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return store(test).getOrComputeIfAbsent(Desk.class, key -> open(), Desk.class);
    }

    /** What a failed test saw last lies beside the other screenshots, under its name. */
    @Override
    public void afterEach(ExtensionContext test) {
      Desk desk = store(test).get(Desk.class, Desk.class);
      if (desk != null) {
        String name = "failed-" + test.getRequiredTestMethod().getName() + ".png";
        test.getExecutionException().ifPresent(failure -> desk.photograph(name));
        desk.clear();
      }
    }

    /** The store of the whole run, which is closed when all tests are over. */
    private static ExtensionContext.Store store(ExtensionContext test) {
      return test.getRoot().getStore(ExtensionContext.Namespace.create(Desk.class));
    }

    private static Desk open() {
      try {
        return new Desk();
      } catch (Exception problem) {
        throw new IllegalStateException("no JupyterLab, or no browser", problem);
      }
    }
  }

  /** Where screenshots go. */
  static Path pictures() {
    return ROOT.resolve(FOLDER);
  }

  /** Opens a new notebook of these code cells, with a kernel of its own. */
  NotebookPage open(String name, String... cells) throws IOException {
    return open(name, notebook(cells));
  }

  /** Opens a copy of a lesson without its outputs, so that what is seen is what was run. */
  NotebookPage openLesson(String lesson) throws IOException {
    JsonObject notebook = lesson(lesson);
    for (var cell : notebook.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().has("outputs")) {
        cell.getAsJsonObject().add("outputs", new JsonArray());
      }
    }
    return open(lesson, notebook);
  }

  /** A lesson's notebook as it is committed. */
  static JsonObject lesson(String lesson) throws IOException {
    return JsonParser.parseString(
            Files.readString(ROOT.resolve("notebooks").resolve(lesson + ".ipynb")))
        .getAsJsonObject();
  }

  NotebookPage open(String name, JsonObject notebook) throws IOException {
    Path file = FOLDER.resolve(name + ".ipynb");
    Files.writeString(ROOT.resolve(file), notebook.toString());
    var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, HEIGHT));
    NotebookPage opened = new NotebookPage(page);
    open.add(opened);
    opened.open(lab.address(file.toString().replace('\\', '/')));
    return opened;
  }

  private void photograph(String name) {
    open.forEach(notebook -> notebook.screenshot(pictures().resolve(name)));
  }

  private void clear() {
    open.forEach(NotebookPage::close);
    open.clear();
  }

  private static JsonObject notebook(String... sources) {
    JsonObject kernel = new JsonObject();
    kernel.addProperty("name", "neuronbook");
    kernel.addProperty("display_name", "Java (Neuronbook)");
    kernel.addProperty("language", "java");
    JsonObject metadata = new JsonObject();
    metadata.add("kernelspec", kernel);
    JsonArray cells = new JsonArray();
    for (String source : sources) {
      JsonObject cell = new JsonObject();
      cell.addProperty("cell_type", "code");
      cell.addProperty("id", "cell-" + cells.size());
      cell.addProperty("source", source);
      cell.add("metadata", new JsonObject());
      cell.add("outputs", new JsonArray());
      cell.add("execution_count", null);
      cells.add(cell);
    }
    JsonObject notebook = new JsonObject();
    notebook.addProperty("nbformat", 4);
    notebook.addProperty("nbformat_minor", 5);
    notebook.add("metadata", metadata);
    notebook.add("cells", cells);
    return notebook;
  }

  @Override
  public void close() {
    try (lab;
        playwright) {
      browser.close();
    }
  }
}
