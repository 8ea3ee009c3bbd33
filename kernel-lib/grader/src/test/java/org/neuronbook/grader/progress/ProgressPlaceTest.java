package org.neuronbook.grader.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressPlaceTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, X, '', home/mei/.local/share/neuronbook/progress.db",
    "Linux, XDG_DATA_HOME, data, data/neuronbook/progress.db",
    "Linux, APPDATA, ignored, home/mei/.local/share/neuronbook/progress.db",
    "Mac OS X, X, '', home/mei/Library/Application Support/neuronbook/progress.db",
    "Windows 11, APPDATA, roaming, roaming/neuronbook/progress.db",
  })
  void isAmongTheUsersOwnData(String system, String variable, String value, String place) {
    assertThat(place(system, Map.of(variable, value))).contains(Path.of(place));
  }

  @ParameterizedTest
  @CsvSource({"Linux", "Windows 11"})
  void isWhatTheVariableNames(String system) {
    assertThat(place(system, Map.of("NEURONBOOK_PROGRESS", "mine.db")))
        .contains(Path.of("mine.db").toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource({"Linux", "Windows 11"})
  void isNowhereIfSwitchedOff(String system) {
    assertThat(place(system, Map.of("NEURONBOOK_PROGRESS", "off"))).isEmpty();
  }

  private static Optional<Path> place(String system, Map<String, String> variables) {
    return ProgressPlace.of(
        Map.of("os.name", system, "user.home", "home/mei")::get, variables::get);
  }
}
