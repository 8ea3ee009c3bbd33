package org.neuronbook.course.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/** A notebook in JupyterLab, as somebody who looks at it and clicks. */
final class NotebookPage {
  private static final double MINUTES = 60_000;

  private final Page page;

  NotebookPage(Page page) {
    this.page = page;
  }

  /** Opens a notebook and waits until its kernel is there. */
  void open(String address) {
    page.navigate(address);
    page.locator(".jp-Notebook .jp-Cell")
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout(2 * MINUTES));
    waitUntilIdle(2 * MINUTES);
  }

  void runAll() {
    page.locator(".lm-MenuBar-itemLabel", new Page.LocatorOptions().setHasText("Run"))
        .first()
        .click();
    page.locator(".lm-Menu-itemLabel", new Page.LocatorOptions().setHasText("Run All Cells"))
        .first()
        .click();
  }

  /** The code cell whose source contains a text. */
  Locator cell(String source) {
    return page.locator(
            ".jp-CodeCell",
            new Page.LocatorOptions()
                .setHas(page.locator(".cm-content", new Page.LocatorOptions().setHasText(source))))
        .first();
  }

  Locator pictures(String source) {
    return cell(source).locator(".jp-OutputArea img");
  }

  Locator outputOf(String source) {
    return cell(source).locator(".jp-OutputArea");
  }

  /** Replaces the source of a cell by typing, and runs it. */
  void typeAndRun(String source, String text) {
    cell(source).locator(".cm-content").click();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(text);
    run();
  }

  /** Clicks into a cell and runs it. */
  void run(String source) {
    cell(source).locator(".cm-content").click();
    run();
  }

  private void run() {
    page.keyboard().press("Shift+Enter");
    waitUntilIdle(MINUTES);
  }

  /** Before its kernel is connected a notebook says that it is idle, and ignores Run All Cells. */
  void waitUntilIdle(double milliseconds) {
    page.waitForFunction(
        """
        () => {
          const indicator = document.querySelector('.jp-Notebook-ExecutionIndicator');
          const kernel = document.querySelector('.jp-KernelName');
          const prompts = [...document.querySelectorAll('.jp-InputPrompt')];
          return indicator && indicator.dataset.status === 'idle'
              && kernel && kernel.textContent.includes('Neuronbook')
              && !prompts.some(prompt => prompt.textContent.includes('*'));
        }
        """,
        null,
        new Page.WaitForFunctionOptions().setTimeout(milliseconds));
  }

  /** The texts of all errors that cells show. */
  List<String> errors() {
    return page.locator(
            ".jp-OutputArea [data-mime-type='application/vnd.jupyter.stderr'], .jp-RenderedText[data-mime-type*='error']")
        .allInnerTexts();
  }

  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
