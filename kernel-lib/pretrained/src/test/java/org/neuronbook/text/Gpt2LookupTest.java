package org.neuronbook.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.data.DataException;
import org.neuronbook.fetch.DataFile;
import org.neuronbook.fetch.DataFiles;
import org.neuronbook.fetch.Fetching;
import org.neuronbook.fetch.Lookup;
import org.neuronbook.fetch.MavenArtifact;
import org.neuronbook.fetch.Origin;
import org.neuronbook.fetch.Store;

class Gpt2LookupTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path cache;

  /** The jar that Maven has put on the class path already. */
  private record Jar() implements Origin {
    @Override
    public String describe() {
      return "the class path";
    }

    @Override
    public void fetch(List<DataFile> missing, Fetching fetching) throws IOException {
      try (InputStream in = Samples.ranks()) {
        fetching.store().put(missing.get(0), in, describe(), fetching.listener());
      }
    }
  }

  private Lookup lookup(boolean offline) {
    var limits = new Fetching.Limits(MINUTE, MINUTE, MINUTE);
    return new Lookup(new Store(cache), name -> Optional.empty(), limits, offline);
  }

  /** Its length and SHA-256 are checked on the way. */
  @Test
  void theFileOfTheJarIsTheOneThatIsExpected() {
    var files =
        new DataFiles(
            BytePairTokenizer.GPT2.title(), BytePairTokenizer.GPT2.files(), List.of(new Jar()));
    int[] hello = {15496, 11, 995, 0};
    assertThat(BytePairTokenizer.gpt2(lookup(false), files).encode("Hello, world!"))
        .containsExactly(hello);
    assertThat(BytePairTokenizer.gpt2(lookup(true), files).encode("Hello, world!"))
        .as("from the cache")
        .containsExactly(hello);
  }

  @Test
  void theJarIsTheOneThatTestsHaveOnTheirClassPath() {
    assertThat(BytePairTokenizer.GPT2.origins())
        .containsExactly(
            new MavenArtifact("com.knuddels", "jtokkit", "1.1.0", "com/knuddels/jtokkit/"));
    assertThat(System.getProperty("java.class.path")).contains("jtokkit-1.1.0.jar");
  }

  @Test
  void saysWhyTheVocabularyCannotBeHad() {
    assertThatThrownBy(() -> BytePairTokenizer.gpt2(lookup(false), BytePairTokenizer.GPT2))
        .isExactlyInstanceOf(DataException.class)
        .hasMessage(
            "gpt2: expected GPT-2's vocabulary, which could not be had: Maven artifact"
                + " com.knuddels:jtokkit:1.1.0: Maven is not installed. Connect to the network, then"
                + " call Datasets.retryDownloads()");
  }
}
