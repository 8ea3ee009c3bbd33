package org.neuronbook.course.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A notebook in JupyterLab, as somebody who looks at it, types and clicks. Cells are named by their
 * place, from 0, or by a part of their source.
 */
final class NotebookPage implements AutoCloseable {
  private static final double MINUTES = 60_000;

  private final Page page;

  NotebookPage(Page page) {
    this.page = page;
    keepSettingsInThisPage();
  }

  /** The page itself, for what is rarely done. */
  Page page() {
    return page;
  }

  /** Opens a notebook and waits until its kernel is there. */
  void open(String address) {
    page.navigate(address);
    waitForKernel();
  }

  private void waitForKernel() {
    page.locator(".jp-Notebook .jp-Cell")
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout(2 * MINUTES));
    waitUntilIdle(2 * MINUTES);
  }

  /** Saves, and loads the page anew, as F5 does. The kernel goes on. */
  void saveAndReload() {
    save();
    page.reload();
    waitForKernel();
  }

  /** Saves as Ctrl-S does. */
  void save() {
    page.waitForResponse(
        answer ->
            answer.request().method().equals("PUT") && answer.url().contains("/api/contents/"),
        () -> page.keyboard().press("Control+S"));
  }

  /** Ends the kernel and closes the page; the desk does it after each test. */
  @Override
  public void close() {
    if (page.isClosed()) {
      return;
    }
    page.evaluate(
        """
        async () => {
          const settings = JSON.parse(document.getElementById('jupyter-config-data').textContent);
          const headers = {Authorization: 'token ' + settings.token};
          const path = decodeURIComponent(location.pathname.split('/tree/')[1]);
          const answer = await fetch(settings.baseUrl + 'api/sessions', {headers});
          for (const session of await answer.json()) {
            if (session.path === path) {
              await fetch(
                  settings.baseUrl + 'api/sessions/' + session.id, {method: 'DELETE', headers});
            }
          }
        }
        """);
    page.close();
  }

  // ---- menus and buttons ----

  void runAll() {
    menu("Run", "Run All Cells");
  }

  /** Kernel, Restart Kernel, and yes. Returns when the new kernel is there. */
  void restartKernel() {
    menu("Kernel", "Restart Kernel…");
    // The dot beside the kernel's name is full until the new kernel answers.
    page.locator(".jp-Dialog .jp-mod-accept").click();
    page.locator(".jp-Dialog").waitFor(state(WaitForSelectorState.DETACHED));
    waitUntilIdle(MINUTES);
  }

  /** The square in the toolbar. */
  void interrupt() {
    page.locator(".jp-NotebookPanel-toolbar [data-command='notebook:interrupt-kernel']").click();
  }

  /** Settings, Theme: {@code JupyterLab Light} or {@code JupyterLab Dark}. */
  void theme(String name) {
    menuLabel(".lm-MenuBar-itemLabel", "Settings").click();
    menuLabel(".lm-Menu-itemLabel", "Theme").hover();
    menuLabel(".lm-Menu-itemLabel", name).click();
    page.locator("body[data-jp-theme-name='" + name + "']")
        .waitFor(state(WaitForSelectorState.ATTACHED));
    page.locator("#jupyterlab-splash").waitFor(state(WaitForSelectorState.DETACHED));
  }

  private void menu(String menu, String item) {
    menuLabel(".lm-MenuBar-itemLabel", menu).click();
    menuLabel(".lm-Menu-itemLabel", item).click();
  }

  private Locator menuLabel(String kind, String label) {
    Pattern whole = Pattern.compile("^" + label + "$");
    return page.locator(kind, new Page.LocatorOptions().setHasText(whole)).first();
  }

  private static Locator.WaitForOptions state(WaitForSelectorState state) {
    return new Locator.WaitForOptions().setState(state).setTimeout(MINUTES);
  }

  // ---- cells ----

  /** The code cell at a place, counted from 0 among the code cells. */
  Locator cell(int place) {
    return page.locator(".jp-CodeCell").nth(place);
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
    return outputOf(cell(source));
  }

  Locator outputOf(int place) {
    return outputOf(cell(place));
  }

  private static Locator outputOf(Locator cell) {
    return cell.locator(".jp-OutputArea");
  }

  /** The text under a cell; empty where there is no output. */
  String text(int place) {
    return String.join("\n", cell(place).locator(".jp-OutputArea-output").allInnerTexts()).strip();
  }

  /** The printed lines under a cell, however many. */
  List<String> lines(int place) {
    Object text = outputOf(place).locator("pre").first().evaluate("printed => printed.textContent");
    return String.valueOf(text).lines().toList();
  }

  /** What stands in the brackets left of a cell: a number, a star, or a blank. */
  String prompt(int place) {
    return cell(place).locator(".jp-InputPrompt").innerText().replaceAll("[\\[\\]:]", "");
  }

  /** Replaces the source of a cell by typing, and runs it. */
  void typeAndRun(String source, String text) {
    typeAndRun(cell(source), text);
  }

  void typeAndRun(int place, String text) {
    typeAndRun(cell(place), text);
  }

  private void typeAndRun(Locator cell, String text) {
    type(cell, text);
    run();
  }

  /** Replaces the source of a cell by typing; the cursor stays behind it. */
  void type(int place, String text) {
    type(cell(place), text);
  }

  private void type(Locator cell, String text) {
    cell.locator(".cm-content").click();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(text);
  }

  /** Clicks into a cell and runs it. */
  void run(String source) {
    cell(source).locator(".cm-content").click();
    run();
  }

  void run(int place) {
    cell(place).locator(".cm-content").click();
    run();
  }

  private void run() {
    page.keyboard().press("Shift+Enter");
    waitUntilIdle(MINUTES);
  }

  /** Runs a cell without waiting for its end, but until the kernel says that it is at work. */
  void start(int place) {
    cell(place).locator(".cm-content").click();
    page.keyboard().press("Shift+Enter");
    page.waitForFunction(
        """
        place =>
          document.querySelectorAll('.jp-CodeCell')[place].textContent.includes('[*]')
              && document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status === 'busy'
        """,
        place);
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

  /** Waits until an output contains a text. */
  void waitForText(int place, String text) {
    outputOf(place)
        .filter(new Locator.FilterOptions().setHasText(text))
        .waitFor(new Locator.WaitForOptions().setTimeout(MINUTES));
  }

  /** Waits until the first picture under a cell is another than this; gives its alt text. */
  String waitForOtherPicture(int place, String alt) {
    page.waitForFunction(
        """
        ([place, alt]) => {
          const cell = document.querySelectorAll('.jp-CodeCell')[place];
          const picture = cell.querySelector('.jp-OutputArea img');
          return picture && picture.alt !== alt;
        }
        """,
        List.of(place, alt),
        new Page.WaitForFunctionOptions().setTimeout(MINUTES));
    return outputOf(place).locator("img").first().getAttribute("alt");
  }

  /** Types into the field of a cell that reads {@code System.in}. */
  void answer(String line) {
    page.locator(".jp-Stdin-input").fill(line);
    page.keyboard().press("Enter");
  }

  /** The texts of all errors that cells show. */
  List<String> errors() {
    return page.locator(
            ".jp-OutputArea [data-mime-type='application/vnd.jupyter.stderr'], .jp-RenderedText[data-mime-type*='error']")
        .allInnerTexts();
  }

  // ---- help while typing ----

  /** Presses Tab at the end of a cell; gives what is offered: the name, and what is beside it. */
  List<String> complete(int place) {
    goToTheEndOf(place);
    page.keyboard().press("Tab");
    Locator items = page.locator(".jp-Completer-item");
    items.first().waitFor(state(WaitForSelectorState.VISIBLE));
    return items.all().stream()
        .map(item -> String.join(" ", item.locator("code").allTextContents()))
        .toList();
  }

  /** Presses Shift-Tab at the end of a cell; gives the text that appears. */
  String tooltip(int place) {
    goToTheEndOf(place);
    page.keyboard().press("Shift+Tab");
    Locator tooltip = page.locator(".jp-Tooltip");
    tooltip.waitFor(state(WaitForSelectorState.VISIBLE));
    return tooltip.innerText();
  }

  /** Closes what Tab or Shift-Tab has opened, too. */
  private void goToTheEndOf(int place) {
    page.keyboard().press("Escape");
    cell(place).locator(".cm-content").click();
    page.keyboard().press("Control+End");
  }

  // ---- pictures ----

  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /**
   * JupyterLab keeps the theme and the open tabs on the server, where they would be the developer's
   * own: here they live as long as the page.
   */
  private void keepSettingsInThisPage() {
    Map<String, String> kept = new HashMap<>();
    page.route("**/lab/api/workspaces/**", route -> keep(route, kept));
    page.route("**/lab/api/settings/**", route -> keep(route, kept));
  }

  private static void keep(Route route, Map<String, String> kept) {
    String address = route.request().url().replaceFirst("\\?.*", "");
    if (route.request().method().equals("PUT")) {
      kept.put(address, route.request().postData());
      route.fulfill(new Route.FulfillOptions().setStatus(204));
    } else if (address.contains("/workspaces/")) {
      String name = address.substring(address.lastIndexOf('/') + 1);
      String noTabs = "{\"data\": {}, \"metadata\": {\"id\": \"" + name + "\"}}";
      route.fulfill(
          new Route.FulfillOptions()
              .setContentType("application/json")
              .setBody(kept.getOrDefault(address, noTabs)));
    } else if (address.contains("/settings/") && kept.containsKey(address)) {
      var answer = route.fetch();
      var settings = com.google.gson.JsonParser.parseString(answer.text()).getAsJsonObject();
      var raw = com.google.gson.JsonParser.parseString(kept.get(address)).getAsJsonObject();
      settings.add("raw", raw.get("raw"));
      route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(settings.toString()));
    } else {
      route.resume();
    }
  }
}
