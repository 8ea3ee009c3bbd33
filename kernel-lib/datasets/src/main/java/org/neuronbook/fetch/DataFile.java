package org.neuronbook.fetch;

/**
 * One file of a data set, known by its content: whatever way it came, unpacked it has these bytes
 * and this hash, or it is refused.
 *
 * @param name the path inside the cache directory, with {@code /}
 * @param bytes the length of the unpacked file
 * @param sha256 the SHA-256 of the unpacked file, in lower-case hexadecimal
 */
public record DataFile(String name, long bytes, String sha256) {
  /** The last part of the name. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
