package org.neuronbook.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The files fetched so far: in the cache directory, or in memory where that cannot be written. A
 * file enters only when its length and SHA-256 are right: it is written beside its place and then
 * moved there in one step, so that whoever looks sees the old file or the whole new one.
 */
public final class Store {
  private final Path directory;
  private final Map<String, byte[]> memory = new HashMap<>();
  private String obstacle;
  private boolean tried;

  public Store(Path directory) {
    this.directory = directory;
  }

  public Path directory() {
    return directory;
  }

  public Path path(DataFile file) {
    return directory.resolve(file.name());
  }

  /** Why the cache directory cannot be written, if so. Found out once, by writing. */
  public Optional<String> obstacle() {
    if (!tried) {
      tried = true;
      try {
        Files.createDirectories(directory);
        Files.delete(Files.createTempFile(directory, "probe", ".tmp"));
      } catch (IOException e) {
        obstacle = e.toString();
      }
    }
    return Optional.ofNullable(obstacle);
  }

  /** Whether a file is there as it should be; every byte of it is checked. */
  public boolean has(DataFile file) {
    return memory.containsKey(file.name()) || isPresent(file) && damage(file).isEmpty();
  }

  /** Whether there is a file, right or damaged. */
  boolean isPresent(DataFile file) {
    return Files.isRegularFile(path(file));
  }

  private Optional<String> damage(DataFile file) {
    try (InputStream in = Files.newInputStream(path(file))) {
      if (Files.size(path(file)) != file.bytes()) {
        return Optional.of("length " + Files.size(path(file)));
      }
      copy(file, in, OutputStream.nullOutputStream(), "the cache", DataListener.SILENT);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.toString());
    }
  }

  public InputStream open(DataFile file) throws IOException {
    byte[] kept = memory.get(file.name());
    return kept != null ? new ByteArrayInputStream(kept) : Files.newInputStream(path(file));
  }

  /**
   * Takes in a file.
   *
   * @param content the unpacked bytes, read up to their end; closed by the caller
   * @param from where they come from, for messages
   * @throws IOException if it is cut off, too long, of the wrong hash, or cannot be written: then
   *     what was there before stays
   */
  public void put(DataFile file, InputStream content, String from, DataListener listener)
      throws IOException {
    if (obstacle().isPresent()) {
      var bytes = new ByteArrayOutputStream(Math.toIntExact(file.bytes()));
      copy(file, content, bytes, from, listener);
      memory.put(file.name(), bytes.toByteArray());
      return;
    }
    Files.createDirectories(path(file).getParent());
    // Not createTempFile, which makes files that only their owner may read: a class may share a
    // cache.
    Path beside = path(file).resolveSibling(file.simpleName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW)) {
        copy(file, content, out, from, listener);
      }
      move(beside, path(file));
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copy(
      DataFile file, InputStream content, OutputStream out, String from, DataListener listener)
      throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long done = 0;
    for (int read = content.read(buffer); read != -1; read = content.read(buffer)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      done += read;
      if (done > file.bytes()) {
        throw new IOException(
            "%s from %s: expected %d bytes, got more; it is refused"
                .formatted(file.simpleName(), from, file.bytes()));
      }
      digest.update(buffer, 0, read);
      out.write(buffer, 0, read);
      listener.progress(file.simpleName(), done, file.bytes());
    }
    if (done < file.bytes()) {
      throw new IOException(
          "%s from %s: expected %d bytes, got %d: it was cut off and is refused"
              .formatted(file.simpleName(), from, file.bytes(), done));
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(file.sha256())) {
      throw new IOException(
          "%s from %s: expected SHA-256 %s, got %s: it is damaged or another file, and is refused"
              .formatted(file.simpleName(), from, file.sha256(), found));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
