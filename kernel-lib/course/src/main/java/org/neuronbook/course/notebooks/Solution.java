package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;

/** The solution inside a stub: what stands between two marks. */
final class Solution {
  static final String BEGIN = "// BEGIN SOLUTION";
  static final String END = "// END SOLUTION";

  private Solution() {}

  static boolean isMarked(String source) {
    return source.lines().anyMatch(line -> isBegin(line) || isEnd(line));
  }

  /** What is wrong with the marks, in words; empty if nothing is. */
  static List<String> faults(String source) {
    List<String> faults = new ArrayList<>();
    boolean inside = false;
    boolean justEnded = false;
    int number = 0;
    for (String line : source.lines().toList()) {
      number++;
      if (isBegin(line)) {
        if (inside) {
          faults.add("a second \"" + BEGIN + "\" in line " + number + " before an end");
        }
        inside = true;
        justEnded = false;
      } else if (isEnd(line)) {
        if (!inside) {
          faults.add("\"" + END + "\" in line " + number + " without a beginning");
        }
        inside = false;
        justEnded = true;
      } else if (justEnded && !line.isBlank()) {
        if (!line.strip().startsWith("}")) {
          faults.add(
              "code after \""
                  + END
                  + "\" in line "
                  + number
                  + ", which a stub can never reach, so that it does not compile");
        }
        justEnded = false;
      }
    }
    if (inside) {
      faults.add("a \"" + BEGIN + "\" without an end");
    }
    return faults;
  }

  /** The same class with each solution replaced by a line that says what is still to do. */
  static String stub(String source, ExerciseId id) {
    List<String> stub = new ArrayList<>();
    boolean inside = false;
    for (String line : source.split("\n", -1)) {
      if (isBegin(line)) {
        inside = true;
        String indentation = line.substring(0, line.indexOf("//"));
        stub.add(indentation + "throw new Todo(\"" + id + "\");");
      } else if (isEnd(line)) {
        inside = false;
      } else if (!inside) {
        stub.add(line);
      }
    }
    return String.join("\n", stub);
  }

  private static boolean isBegin(String line) {
    return line.strip().equals(BEGIN);
  }

  private static boolean isEnd(String line) {
    return line.strip().equals(END);
  }
}
