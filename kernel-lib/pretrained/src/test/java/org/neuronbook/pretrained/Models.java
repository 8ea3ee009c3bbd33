package org.neuronbook.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.neuronbook.fetch.DataFile;
import org.neuronbook.fetch.DataListener;
import org.neuronbook.fetch.Fetching;
import org.neuronbook.fetch.Lookup;
import org.neuronbook.fetch.Store;

/**
 * The models' files for tests, out of the artifacts on the class path, where the build put them: no
 * network and no cache of whoever runs the tests has a part in it.
 */
final class Models {
  private Models() {}

  static Lookup lookup(BertModel model) {
    Store store = new Store(Path.of("target", "models"));
    for (DataFile file : model.files()) {
      if (!store.has(file)) {
        try (InputStream in = Models.class.getResourceAsStream("/" + file.simpleName())) {
          store.put(file, in, "the class path", DataListener.SILENT);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return without(store);
  }

  /** A lookup that has a store and nothing else. */
  static Lookup without(Store store) {
    Duration moment = Duration.ofSeconds(1);
    return new Lookup(
        store, name -> Optional.empty(), new Fetching.Limits(moment, moment, moment), false);
  }

  static Bert load(BertModel model) {
    return model.load(lookup(model));
  }

  static SentenceEncoder encoder(BertModel model) {
    return new SentenceEncoder(load(model), model.tokenizer(lookup(model)), model.pooling());
  }
}
