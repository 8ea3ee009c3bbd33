package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbook.course.CourseException;

/**
 * A part of the submissions, for one of several machines: every n-th file, from the i-th.
 *
 * @param number which part, from 1
 * @param count how many parts there are
 */
record Shard(int number, int count) {
  static final Shard ALL = new Shard(1, 1);

  private static final String FILE = "shard.txt";
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  Shard {
    if (number < 1 || number > count) {
      throw new CourseException(
          "there is no part %d of %d".formatted(number, count),
          "--shard i/n takes part i of n, from 1/n to n/n.");
    }
  }

  static Shard parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new CourseException(
          "--shard is \"%s\"".formatted(text),
          "It must be i/n: with --shard 2/4 this run grades the second quarter.");
    }
    return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  <T> List<T> of(List<T> all) {
    List<T> part = new ArrayList<>();
    for (int i = number - 1; i < all.size(); i += count) {
      part.add(all.get(i));
    }
    return part;
  }

  /** Notes beside the results which part they are. */
  void write(Path folder) throws IOException {
    if (count > 1) {
      Files.writeString(folder.resolve(FILE), this + "\n");
    } else {
      Files.deleteIfExists(folder.resolve(FILE));
    }
  }

  /** Which part the results of a folder are. */
  static Optional<Shard> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
  }

  @Override
  public String toString() {
    return number + "/" + count;
  }
}
