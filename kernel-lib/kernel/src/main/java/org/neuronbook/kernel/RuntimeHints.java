package org.neuronbook.kernel;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ConcurrentModificationException;
import java.util.IllegalFormatConversionException;
import java.util.MissingFormatArgumentException;
import java.util.NoSuchElementException;
import java.util.UnknownFormatConversionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain-word hints for the exceptions that learners meet most. */
final class RuntimeHints {
  private static final Pattern BOUNDS = Pattern.compile("out of bounds for length (\\d+)");
  private static final Pattern NULL = Pattern.compile("because \"([^\"]+)\" is null");
  private static final Pattern CAST = Pattern.compile("(\\S+) cannot be cast to (\\S+)");

  private RuntimeHints() {}

  /**
   * A hint for an exception, or an empty text where its message says enough.
   *
   * @param message the message as it is shown
   */
  static String of(Throwable e, String message) {
    if (e instanceof IndexOutOfBoundsException || e instanceof NegativeArraySizeException) {
      return forIndex(message);
    }
    if (e instanceof NullPointerException) {
      return forNull(message);
    }
    if (e instanceof ClassCastException) {
      return forCast(message);
    }
    if (e instanceof NumberFormatException) {
      return "Only digits, a sign and a decimal point make a number; text.strip() removes the spaces"
          + " around it.";
    }
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "The notebook looks from its own folder: " + Path.of("").toAbsolutePath();
    }
    if (e instanceof UnsupportedOperationException && message.isEmpty()) {
      return "Lists from List.of and toList() never change: new ArrayList<>(list) makes one that does.";
    }
    if (e instanceof ConcurrentModificationException) {
      return "A loop goes over a collection that changes meanwhile: use removeIf, or go over a copy of"
          + " it.";
    }
    if (e instanceof IllegalFormatConversionException
        || e instanceof UnknownFormatConversionException
        || e instanceof MissingFormatArgumentException) {
      return "%d takes a whole number, %.2f a double, %s anything, %% is the sign itself; each takes one"
          + " of the values behind the text.";
    }
    if (e instanceof NoSuchElementException) {
      return "Nothing is there to be taken: ask isEmpty() or hasNext() first.";
    }
    return "";
  }

  private static String forIndex(String message) {
    Matcher bounds = BOUNDS.matcher(message);
    if (!bounds.find()) {
      return "";
    }
    int length = Integer.parseInt(bounds.group(1));
    return length == 0
        ? "It is empty: there is no index at all."
        : "Indices begin at 0: the last one is " + (length - 1) + ".";
  }

  private static String forNull(String message) {
    Matcher missing = NULL.matcher(message);
    if (!missing.find()) {
      return "";
    }
    return missing.group(1)
        + " holds nothing yet: give it a value first, or run the cell that does.";
  }

  /** Two classes of one name: the learner changed the class and kept an object of the old one. */
  private static String forCast(String message) {
    Matcher cast = CAST.matcher(message);
    return cast.find() && cast.group(1).equals(cast.group(2))
        ? "The object was made before the class was changed: run the cell that makes it again."
        : "";
  }
}
