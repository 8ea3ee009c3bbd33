package org.neuronbook.course.grade;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finished results on disk, each under the hash of all that it depends on. A file appears complete
 * or not at all, so that a batch that was killed goes on where it was.
 */
final class ResultStore {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private final Path folder;

  ResultStore(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /** The name of a result that depends on these texts. */
  static String key(List<String> parts) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        hash.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        hash.update(bytes);
      }
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Optional<Graded> find(String key) {
    try {
      return Files.exists(file(key))
          ? Optional.of(GSON.fromJson(Files.readString(file(key)), Graded.class))
          : Optional.empty();
    } catch (IOException | JsonParseException spoilt) {
      return Optional.empty();
    }
  }

  void keep(String key, Graded graded) {
    try {
      Path unfinished = Files.createTempFile(folder, "unfinished-", "");
      Files.writeString(unfinished, GSON.toJson(graded) + "\n");
      Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + folder, e);
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".json");
  }
}
