package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void nearestIsASlipAway() {
    assertThat(Names.nearest("lerningRate", List.of("learningRate", "layers")))
        .contains("learningRate");
    assertThat(Names.nearest("sting", List.of("String"))).contains("String");
    assertThat(Names.nearest("lenght", List.of("length", "left"))).contains("length");
  }

  @Test
  void nothingIsNearASingleLetter() {
    assertThat(Names.nearest("x", List.of("l", "xs"))).isEmpty();
  }

  @Test
  void nothingIsNearAnotherWord() {
    assertThat(Names.nearest("weights", List.of("bias", "sum", "w"))).isEmpty();
    assertThat(Names.nearest("ab", List.of("cd"))).isEmpty();
  }

  @Test
  void wrappersAreRemoved() {
    assertThat(Names.withoutWrappers("class REPL.$JShell$12B$Net and $JShell$3.x"))
        .isEqualTo("class Net and x");
    assertThat(Names.withoutWrappers("costs $5")).isEqualTo("costs $5");
  }

  @Test
  void simpleNamesHaveNoPackage() {
    assertThat(Names.simple("java.util.Map$Entry")).isEqualTo("Map.Entry");
    assertThat(Names.simple("REPL.$JShell$3$Net")).isEqualTo("Net");
  }
}
