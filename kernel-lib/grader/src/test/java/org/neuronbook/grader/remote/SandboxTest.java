package org.neuronbook.grader.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.neuronbook.grader.Isolation;

class SandboxTest {
  @Test
  void aProgramThatIsMissingIsNamedWithWhatToInstall() {
    assertThat(Sandbox.obstacle(Isolation.L1, "/nowhere:/"))
        .hasValue("the program prlimit is missing. Install it: apt-get install util-linux");
    assertThat(Sandbox.obstacle(Isolation.L2, "/nowhere"))
        .hasValueSatisfying(text -> assertThat(text).contains("is missing. Install it"));
  }

  @Test
  void levelsThatAWorkerCannotHaveAreRefused() {
    assertThatThrownBy(() -> Sandbox.of(Isolation.L0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "isolation L0 (the same process) was asked for, but a worker is another process: ask for L1 or higher");
  }
}
