package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Tensor;

class MembersTest {

  record Trial(String optimizer, double learningRate, int steps) {}

  record Told(int number) {
    @Override
    public String toString() {
      return "the number " + number;
    }
  }

  record Holder(Object held) {}

  static final class Broken {
    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  private static String text(Object value) {
    return Views.orText(value).text();
  }

  @Test
  void showsARecordWithItsComponentsBelowEachOther() {
    Displayable shown = Views.orText(new Trial("Adam", 0.001, 60));
    assertThat(shown.text())
        .isEqualTo(
            """
            Trial
            component      value
            optimizer      Adam
            learning rate  0.001
            steps          60""");
    assertThat(shown.html()).contains("<th scope=\"row\"").contains("<th scope=\"col\"");
  }

  @Test
  void keepsTheTextThatARecordWasGiven() {
    assertThat(text(new Told(7))).isEqualTo("the number 7");
    assertThat(text(List.of(new Told(7)))).isEqualTo("[the number 7]");
  }

  @Test
  void showsAShortListOnALine() {
    assertThat(text(List.of("cat", "dog"))).isEqualTo("[cat, dog]");
    assertThat(text(List.of())).isEqualTo("[]");
    assertThat(text(new String[] {"cat"})).isEqualTo("[cat]");
    assertThat(text(new String[0])).isEqualTo("String[0]: no elements");
    assertThat(text(Set.of("cat"))).isEqualTo("[cat]");
  }

  @Test
  void showsALongListAsATableOfItsEnds() {
    List<String> words = IntStream.range(0, 1000).mapToObj(i -> "word " + i).toList();
    assertThat(text(words))
        .startsWith("List of 1,000\n")
        .contains("\n  9  word 9\n⋮ 980 more rows\n990  word 990\n");
  }

  @Test
  void showsABillionMembersAtOnce() {
    assertThat(text(Collections.nCopies(1_000_000_000, "same")))
        .contains("⋮ 999,999,980 more rows");
    assertThat(text(Collections.nCopies(1_000_000_000, 1.5))).contains("… 999,999,990 more");
    assertThat(text(Collections.nCopies(1_000_000_000, new Trial("SGD", 1, 2))))
        .contains("⋮ 999,999,980 more rows");
  }

  @Test
  void showsNumbersAsARow() {
    assertThat(text(List.of(1, 20, 3))).isEqualTo("List of 3\n0   1  2\n1  20  3");
    assertThat(text(List.of(0.5, 20.0))).isEqualTo("List of 2\n    0       1\n0.500  20.000");
    assertThat(text(List.of(Long.MAX_VALUE))).endsWith("9223372036854775807");
  }

  @Test
  void showsRowsOfNumbersAsAMatrix() {
    String matrix = "List of 2 rows of 2\n   0  1\n0  1  2\n1  3  4";
    assertThat(text(List.of(List.of(1, 2), List.of(3, 4)))).isEqualTo(matrix);
    assertThat(text(List.of(new double[] {1, 2}, new double[] {3, 4}))).isEqualTo(matrix);
  }

  @Test
  void showsMapsWithTheSameKeysAsOneTable() {
    assertThat(text(List.of(Map.of("loss", 0.5), Map.of("loss", 0.25))))
        .isEqualTo("List of 2\n   loss\n0   0.5\n1  0.25");
  }

  @Test
  void showsAMapByKeyAndValue() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("optimizer", "Adam");
    settings.put("shapes", List.of(Tensor.zeros(2, 3)));
    settings.put("none", null);
    assertThat(text(settings))
        .isEqualTo(
            """
            Map of 3 entries
            key        value
            optimizer  Adam
            shapes     [Tensor (2, 3)]
            none       null""");
    assertThat(text(Map.of())).isEqualTo("{}");
  }

  @Test
  void whatHasNoOrderIsSorted() {
    assertThat(text(Set.of("d", "b", "a", "c"))).isEqualTo("[a, b, c, d]");
    assertThat(text(Set.of(20, 3, 100))).isEqualTo("Set of 3\n0   1    2\n3  20  100");
    assertThat(text(Map.of("b", "y", "a", "x"))).endsWith("\na    x\nb    y");
    assertThat(text(List.of(Map.of("b", 1, "a", 2)))).contains("   a  b\n0  2  1");
    assertThat(text(new Holder(Map.of("b", 1, "a", 2)))).endsWith("{a: 2, b: 1}");
    Map<String, Integer> told = new LinkedHashMap<>();
    told.put("z", 1);
    told.put("a", 2);
    assertThat(text(told)).endsWith("\nz        1\na        2");
  }

  @Test
  void oneMemberThatFailsCostsItsOwnWordsOnly() {
    assertThat(text(List.of("fine", new Broken())))
        .isEqualTo("[fine, Broken (its text failed: IllegalStateException)]");
    assertThat(text(Map.of("key", new Broken()))).contains("key  Broken (its text failed");
    assertThat(text(new Holder(new Broken()))).contains("held       Broken (its text failed");
  }

  @Test
  void aListThatHoldsItselfEnds() {
    List<Object> list = new ArrayList<>(List.of(1));
    list.add(list);
    assertThat(text(list)).isEqualTo("[1, [1, [1, […]]]]");
  }

  @Test
  void aNestedGiantIsShortened() {
    assertThat(text(new Holder(Collections.nCopies(1_000_000, 1)))).contains("… 999,992 more]");
    assertThat(text(new Holder("x".repeat(1_000_000)))).contains("x… 999,900 more characters");
    assertThat(text("x".repeat(1_000_000))).endsWith("… 900,000 more characters");
  }

  @Test
  void escapesWhatMembersSay() {
    assertThat(Views.orText(Map.of("<b>", "<script>")).html())
        .contains("&lt;b&gt;", "&lt;script&gt;")
        .doesNotContain("<script>");
  }

  @Test
  void aStreamIsNotUsedUp() {
    Stream<Integer> stream = Stream.of(1, 2);
    assertThat(text(stream)).startsWith("Stream: not shown").endsWith(".toList()");
    assertThat(stream.toList()).containsExactly(1, 2);
    assertThat(text(IntStream.of(1))).startsWith("IntStream: not shown").endsWith(".toArray()");
  }

  @Test
  void anOptionalShowsWhatItHolds() {
    assertThat(text(Optional.empty())).isEqualTo("Optional.empty");
    assertThat(text(Optional.of(5))).isEqualTo("Optional[5]");
    assertThat(text(Optional.of(new double[] {1})))
        .startsWith("Optional, which holds:\n\ndouble[1]");
  }

  @Test
  void nullIsShownAsNull() {
    assertThat(text(null)).isEqualTo("null");
  }

  @Test
  void anImageIsShownInHardSquaresWithItsSizeInWords() {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xFF0000);
    Picture shown = (Picture) Views.orText(image);
    assertThat(shown.width()).isEqualTo(128);
    assertThat(shown.alt()).isEqualTo("Image of 2 by 2 pixels, in colour, mean brightness 8.3%.");
    BufferedImage large = shown.image();
    assertThat(large.getRGB(127, 127) & 0xFFFFFF).isEqualTo(0xFF0000);
    assertThat(large.getRGB(128, 127) & 0xFFFFFF).isZero();
  }
}
