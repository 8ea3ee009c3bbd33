package org.neuronbook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final Map<String, String> properties =
      new HashMap<>(Map.of("user.home", "home", "os.name", "Linux"));
  private final Map<String, String> variables = new HashMap<>();

  private Settings settings() {
    return Settings.of(properties::get, variables::get);
  }

  @Test
  void thePropertyNamesTheCacheBeforeAnythingElse() {
    properties.put("neuronbook.cache", "by-property");
    variables.put("NEURONBOOK_CACHE", "by-variable");
    variables.put("XDG_CACHE_HOME", "xdg");
    assertThat(settings().cache()).isEqualTo(Path.of("by-property"));
  }

  @Test
  void theVariableNamesTheCacheWithoutTheProperty() {
    variables.put("NEURONBOOK_CACHE", "by-variable");
    variables.put("XDG_CACHE_HOME", "xdg");
    assertThat(settings().cache()).isEqualTo(Path.of("by-variable"));
  }

  @Test
  void keepsToTheDesktopsCacheDirectory() {
    variables.put("XDG_CACHE_HOME", "xdg");
    assertThat(settings().cache()).isEqualTo(Path.of("xdg", "neuronbook"));
  }

  @Test
  void anEmptyVariableIsAsIfNotSet() {
    variables.put("NEURONBOOK_CACHE", " ");
    variables.put("XDG_CACHE_HOME", "");
    assertThat(settings().cache()).isEqualTo(Path.of("home", ".cache", "neuronbook"));
  }

  @Test
  void knowsWhereLinuxKeepsCaches() {
    assertThat(settings().cache()).isEqualTo(Path.of("home", ".cache", "neuronbook"));
  }

  @Test
  void knowsWhereMacKeepsCaches() {
    properties.put("os.name", "Mac OS X");
    assertThat(settings().cache()).isEqualTo(Path.of("home", "Library", "Caches", "neuronbook"));
  }

  @Test
  void knowsWhereWindowsKeepsCaches() {
    properties.put("os.name", "Windows 11");
    variables.put("LOCALAPPDATA", "local");
    assertThat(settings().cache()).isEqualTo(Path.of("local", "neuronbook"));
  }

  @Test
  void downloadsUnlessTold() {
    assertThat(settings().offline()).isFalse();
    variables.put("NEURONBOOK_OFFLINE", "true");
    assertThat(settings().offline()).isTrue();
  }

  @Test
  void thePropertyDecidesAboutDownloadsBeforeTheVariable() {
    properties.put("neuronbook.offline", "false");
    variables.put("NEURONBOOK_OFFLINE", "true");
    assertThat(settings().offline()).isFalse();
  }
}
