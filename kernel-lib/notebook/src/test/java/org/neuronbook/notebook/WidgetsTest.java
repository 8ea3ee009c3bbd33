package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WidgetsTest {

  private final RecordingFrontEnd browser = new RecordingFrontEnd();

  @BeforeEach
  void useIt() {
    Widget.useFrontEnd(browser);
  }

  @AfterEach
  void forgetIt() {
    Widget.useFrontEnd(FrontEnd.NONE);
  }

  private static Slider rate() {
    return new Slider("learning rate", 0, 1, 0.1);
  }

  // What is opened -------------------------------------------------------------------------------

  @Test
  void aSliderIsOpenedWhenItIsShownWithWhatItRefersToBeforeIt() {
    Slider slider = rate();
    assertThat(browser.opened).isEmpty();
    slider.live();
    assertThat(browser.state("FloatSlider"))
        .containsEntry("_model_module", "@jupyter-widgets/controls")
        .containsEntry("_model_module_version", "2.0.0")
        .containsEntry("_view_name", "FloatSliderView")
        .containsEntry("description", "learning rate")
        .containsEntry("min", 0.0)
        .containsEntry("max", 1.0)
        .containsEntry("value", 0.1)
        .containsEntry("step", 0.01)
        .containsEntry("readout_format", ".2f")
        .containsEntry("style", "IPY_MODEL_" + browser.only("DescriptionStyle"));
    assertThat(((List<?>) browser.state("VBox").get("children")).get(0))
        .isEqualTo("IPY_MODEL_" + browser.only("FloatSlider"));
  }

  @Test
  void showingItAgainOpensNothingNew() {
    Slider slider = rate();
    Map<String, Object> first = slider.live();
    int open = browser.opened.size();
    assertThat(slider.live()).isEqualTo(first);
    assertThat(browser.opened).hasSize(open);
  }

  @Test
  void theDisplayHasTheViewAndForOtherViewersThePictureAndTheValueInWords() {
    DisplayData data =
        Screen.data(Notebook.interact(rate(), r -> new BarChart("t", "v").bar("here", r)));
    assertThat(data.getData(MIMEType.parse("application/vnd.jupyter.widget-view+json")))
        .isEqualTo(
            Map.of(
                "version_major",
                2,
                "version_minor",
                0,
                "model_id",
                "model-" + (browser.opened.size() - 1)));
    assertThat((String) data.getData(MIMEType.TEXT_HTML))
        .startsWith("<p>learning rate: 0.1 (slider from 0 to 1)</p><figure")
        .contains("alt=\"Bar chart: t. v: here 0.1.\"");
    assertThat((String) data.getData(MIMEType.parse("image/png"))).startsWith("iVBOR");
    assertThat((String) data.getData(MIMEType.TEXT_PLAIN))
        .isEqualTo("learning rate: 0.1 (slider from 0 to 1)\nBar chart: t. v: here 0.1.");
  }

  @Test
  void whereNobodyDrawsWidgetsTheWordsRemain() {
    Widget.useFrontEnd(FrontEnd.NONE);
    Slider slider = rate();
    slider.set(0.5);
    assertThat(slider.live()).isEmpty();
    assertThat(slider.toString()).isEqualTo("learning rate: 0.5 (slider from 0 to 1)");
  }

  @Test
  void boxesHoldTheirChildrenInOrder() {
    HBox box = new HBox(new CheckBox("momentum", true), new TextBox("sentence", "the cat"));
    box.live();
    assertThat((List<?>) browser.state("HBox").get("children")).hasSize(2);
    assertThat(box.text()).isEqualTo("momentum: yes (check box)\nsentence: the cat (text to type)");
  }

  // Values ---------------------------------------------------------------------------------------

  @Test
  void whatIsMovedIsReadByLaterCells() {
    Slider slider = rate();
    IntSlider units = new IntSlider("units", 1, 64, 8);
    LogSlider decay = new LogSlider("decay", 1e-4, 1, 0.01);
    Dropdown<String> activation = new Dropdown<>("activation", "tanh", "relu");
    CheckBox momentum = new CheckBox("momentum", true);
    TextBox text = new TextBox("sentence", "the cat");
    new VBox(slider, units, decay, activation, momentum, text).live();

    browser.moves("FloatSlider", "value", 0.30000000000000004);
    browser.moves("IntSlider", "value", 12.0);
    browser.moves("FloatLogSlider", "value", 0.00031622776601683794);
    browser.moves("Dropdown", "index", 1.0);
    browser.moves("Checkbox", "value", false);
    browser.moves("Text", "value", "a dog");

    assertThat(slider.value()).isEqualTo(0.3);
    assertThat(units.value()).isEqualTo(12);
    assertThat(decay.value()).isEqualTo(0.000316);
    assertThat(activation.value()).isEqualTo("relu");
    assertThat(momentum.value()).isFalse();
    assertThat(text.value()).isEqualTo("a dog");
  }

  @Test
  void whatIsMovedIsEchoedToOtherPages() {
    rate().live();
    browser.moves("FloatSlider", "value", 0.4);
    assertThat(browser.sent)
        .containsExactly(
            new RecordingFrontEnd.Sent(
                browser.only("FloatSlider"), "echo_update", Map.of("value", 0.4)));
  }

  @Test
  void settingFromJavaMovesItInThePage() {
    Dropdown<String> activation = new Dropdown<>("activation", "tanh", "relu");
    activation.live();
    activation.set("relu");
    assertThat(browser.sent)
        .containsExactly(
            new RecordingFrontEnd.Sent(browser.only("Dropdown"), "update", Map.of("index", 1)));
  }

  @Test
  void aPageThatAsksGetsTheStateOfToday() {
    Slider slider = rate();
    slider.live();
    slider.set(0.7);
    browser
        .opened
        .get(browser.only("FloatSlider"))
        .model()
        .receive(Map.of("method", "request_state"));
    assertThat(browser.sent.get(1).state().get("value")).isEqualTo(0.7);
  }

  // Callbacks ------------------------------------------------------------------------------------

  @Test
  void ofManyMovesThatWaitOnlyTheLastIsComputed() {
    List<Double> seen = new ArrayList<>();
    Slider slider = rate();
    slider.onChange(seen::add).live();
    for (int i = 1; i <= 50; i++) {
      browser.moves("FloatSlider", "value", i / 100.0);
    }
    assertThat(browser.run()).as("callbacks for 50 moves").isEqualTo(1);
    browser.moves("FloatSlider", "value", 0.9);
    browser.run();
    assertThat(seen).containsExactly(0.5, 0.9);
  }

  @Test
  void everyClickCounts() {
    List<Integer> seen = new ArrayList<>();
    PushButton button = new PushButton("train one epoch");
    button.onClick(() -> seen.add(button.value()));
    button.live();
    browser.clicks();
    browser.clicks();
    browser.clicks();
    browser.run();
    assertThat(seen).containsExactly(1, 2, 3);
    assertThat(button.text()).isEqualTo("train one epoch: pressed 3 times (button)");
  }

  @Test
  void thePictureFollowsTheSlider() {
    Notebook.interact(rate(), r -> new BarChart("t", "v").bar("here", r)).live();
    browser.moves("FloatSlider", "value", 0.8);
    browser.run();
    assertThat(browser.lastHtml()).contains("alt=\"Bar chart: t. v: here 0.8.\"");
  }

  @Test
  void threeControlsGiveTheirValuesInOrder() {
    Interactive all =
        Notebook.interact(
            new IntSlider("units", 1, 9, 2),
            new CheckBox("momentum", false),
            new Dropdown<>("activation", "tanh", "relu"),
            (units, momentum, activation) -> units + " " + momentum + " " + activation);
    all.live();
    assertThat(all.text()).endsWith("2 false tanh");
    browser.moves("Dropdown", "index", 1.0);
    browser.run();
    assertThat(browser.lastHtml()).isEqualTo("<pre>2 false relu</pre>");
  }

  @Test
  void aFailureIsShownInPlaceAndTheNextMoveWorks() {
    rate()
        .onChange(
            value -> {
              if (value > 0.5) {
                throw new IllegalStateException("too <big>");
              }
              System.out.println("fine");
            })
        .live();
    browser.moves("FloatSlider", "value", 0.8);
    browser.run();
    assertThat(browser.lastHtml())
        .contains("role=\"alert\"")
        .contains("IllegalStateException: too &lt;big&gt;")
        .doesNotContain("\u001b");
    browser.moves("FloatSlider", "value", 0.2);
    browser.run();
    assertThat(browser.lastHtml()).isEqualTo("<pre>fine\n</pre>");
  }

  @Test
  void aPictureThatCannotBeDrawnIsAFailureInPlace() {
    Notebook.interact(
            rate(),
            r -> {
              if (r < 0.5) {
                return "small";
              }
              return new Displayable() {
                @Override
                public String html() {
                  throw new StackOverflowError("in html");
                }

                @Override
                public String text() {
                  return "";
                }
              };
            })
        .live();
    browser.moves("FloatSlider", "value", 0.8);
    browser.run();
    assertThat(browser.lastHtml()).contains("StackOverflowError: in html");
  }

  @Test
  void whatACallbackPrintsAndShowsAppearsInItsPlaceAndTheStreamsAreGivenBack() {
    var out = System.out;
    var err = System.err;
    rate()
        .onChange(
            value -> {
              System.out.print("printed ");
              System.err.print("both ways");
              Notebook.show(new BarChart("t", "v").bar("here", value));
            })
        .live();
    browser.moves("FloatSlider", "value", 0.8);
    browser.run();
    assertThat(browser.lastHtml())
        .startsWith("<pre>printed both ways</pre><figure")
        .contains("here 0.8");
    assertThat(System.out).isSameAs(out);
    assertThat(System.err).isSameAs(err);
  }

  @Test
  void aCallbackThatPrintsWithoutEndDoesNotFillTheMemory() {
    rate()
        .onChange(
            value -> {
              for (int i = 0; i < 20_000; i++) {
                System.out.println("line " + i);
              }
            })
        .live();
    browser.moves("FloatSlider", "value", 0.8);
    browser.run();
    assertThat(browser.lastHtml()).hasSizeLessThan(70_000).contains("bytes more");
  }

  @Test
  void aCallbackThatMovesItsOwnControlRunsAgainAndDoesNotRecurse() {
    IntSlider slider = new IntSlider("n", 0, 10_000, 0);
    slider
        .onChange(
            n -> {
              if (n < 10_000) {
                slider.set(n + 1);
              }
            })
        .live();
    browser.moves("IntSlider", "value", 1.0);
    browser.run();
    assertThat(slider.value()).isEqualTo(10_000);
  }

  @Test
  void settingFromJavaRunsTheCallbackOnceAndNotForTheSameValue() {
    List<Double> seen = new ArrayList<>();
    Slider slider = rate();
    slider.onChange(seen::add);
    slider.set(0.4);
    slider.set(0.4);
    assertThat(seen).containsExactly(0.4);
  }

  @Test
  void theFirstDrawingBelongsToTheCell() {
    var out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThatThrownBy(
            () ->
                Notebook.interact(
                    rate(),
                    r -> {
                      System.out.print("before");
                      throw new IllegalStateException("at once");
                    }))
        .hasMessage("at once");
    System.setOut(out);
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("before");
  }

  @Test
  void whatTheFirstDrawingPrintsIsNotRepeatedWhenItIsDrawnAgain() {
    Interactive all =
        Notebook.interact(
            rate(),
            r -> {
              System.out.print("rate " + r);
              return null;
            });
    assertThat(all.html()).endsWith("<pre>rate 0.1</pre>");
    all.live();
    browser.moves("FloatSlider", "value", 0.8);
    browser.run();
    assertThat(browser.lastHtml()).isEqualTo("<pre>rate 0.8</pre>");
  }

  // Mistakes -------------------------------------------------------------------------------------

  @Test
  void aControlNeedsALabel() {
    assertThatThrownBy(() -> new Slider(" ", 0, 1, 0.1))
        .hasMessageContaining("Slider: expected a label as first argument, got an empty text")
        .hasMessageContaining("those who hear the page");
    assertThatThrownBy(() -> new PushButton(null)).hasMessageContaining("got null");
  }

  @Test
  void whatCannotBeIsRefusedWithWhatCan() {
    assertThatThrownBy(() -> new Slider("rate", 1, 0, 0.5))
        .hasMessage("Slider \"rate\": expected a least value below the greatest, got 1 and 0");
    assertThatThrownBy(() -> new IntSlider("units", 1, 8, 9))
        .hasMessage("IntSlider \"units\": expected a start from 1 to 8, got 9");
    assertThatThrownBy(() -> new LogSlider("rate", -3, 0, -1))
        .hasMessageContaining("write 0.001, not its exponent -3");
    assertThatThrownBy(() -> rate().set(3.0))
        .hasMessage("Slider \"learning rate\": expected a number from 0 to 1, got 3.0");
    assertThatThrownBy(() -> new Dropdown<>("activation", "tanh", "relu").set("gelu"))
        .hasMessage("Dropdown \"activation\": expected one of [tanh, relu], got gelu");
    assertThatThrownBy(() -> new Dropdown<String>("activation"))
        .hasMessageContaining("expected at least one thing to choose from, got none");
    assertThatThrownBy(() -> rate().step(0)).hasMessageContaining("expected a step above 0");
  }
}
