package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/**
 * What a learner reads when a cell throws: class and message, the line of the cell, how it got
 * there, and the causes. Frames of the JDK, of libraries and of the kernel are folded: the learner
 * did not write them.
 */
final class ErrorText {
  /** The kind of failure of a cell that was interrupted. */
  static final String INTERRUPTED = "Interrupted";

  /** Bold, and in the colour of the text: red has too little contrast in a dark notebook. */
  private static final String BOLD = "\u001b[1m";

  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final int MAX_FRAMES = 6;

  private final SourceMap sources;

  ErrorText(SourceMap sources) {
    this.sources = sources;
  }

  static String headline(String text) {
    return BOLD + text + PLAIN;
  }

  static String aside(String text) {
    return DIM + text + PLAIN;
  }

  /** The failure of a cell that was interrupted. */
  CellFailure interrupted(boolean abandoned) {
    String message =
        abandoned
            ? "The cell's thread did not stop within "
                + Execution.ABANDON_AFTER_MILLIS / 1000
                + " s and was left running behind. Variables keep their values; restart the kernel"
                + " if it has become slow."
            : "The cell was stopped. Variables keep their values.";
    return new CellFailure(
        INTERRUPTED, message, List.of(headline(INTERRUPTED) + ": " + message), null);
  }

  /**
   * The failure of a cell that used all memory.
   *
   * @param reported where it was, or null if there was no memory left for that either
   */
  CellFailure outOfMemory(JShellException reported) {
    String message =
        "the cell needs more memory than the kernel has ("
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MB). The variables it declared were emptied, all others keep their values.";
    List<String> lines = lines(headline("OutOfMemoryError"), message);
    lines.addAll(where(reported == null ? new StackTraceElement[0] : reported.getStackTrace()));
    lines.add(
        "  Set large variables to null, use smaller batches, or start the kernel with a larger"
            + " -Xmx.");
    return new CellFailure("OutOfMemoryError", message, lines, null);
  }

  /** The failure that was thrown, or the kernel's own: also of the memory that compiling takes. */
  static CellFailure asFailure(Throwable e) {
    if (e instanceof CellFailure failure) {
      return failure;
    }
    KernelMain.log(e);
    boolean isMemory = String.valueOf(e.getMessage()).contains("OutOfMemoryError");
    String name = isMemory ? "OutOfMemoryError" : e.getClass().getSimpleName();
    String message =
        isMemory || e instanceof OutOfMemoryError
            ? "too little memory is left to compile this cell. Run one that empties large variables, or"
                + " restart the kernel."
            : "the kernel itself failed (a bug): " + e.getMessage();
    return new CellFailure(name, message, lines(headline(name), message), e);
  }

  /**
   * The failure of a cell that threw.
   *
   * @param thrown the real exception, or null if JShell itself refused to run the snippet
   * @param reported the same exception as JShell reports it, with frames that name snippets
   */
  CellFailure of(Throwable thrown, JShellException reported) {
    if (reported instanceof UnresolvedReferenceException unresolved) {
      return unresolvedReference(unresolved);
    }
    if (thrown instanceof CellFailure nested) {
      return nested; // a cell that calls eval("...")
    }
    String name = thrown.getClass().getSimpleName();
    String message = message(thrown);
    if (name.equals("Todo") && thrown instanceof RuntimeException) {
      return new CellFailure(name, message, lines(headline(name), message), thrown);
    }
    List<String> lines = new ArrayList<>();
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable each = thrown;
    JShellException eachReported = reported;
    while (each != null && told.add(each)) {
      String kind = headline(displayName(each));
      lines.addAll(lines(each == thrown ? kind : "Caused by " + kind, hintedMessage(each)));
      StackTraceElement[] frames =
          eachReported == null ? each.getStackTrace() : eachReported.getStackTrace();
      lines.addAll(where(frames));
      String hint = RuntimeHints.of(each, message(each));
      if (!hint.isEmpty()) {
        lines.add("  " + hint);
      }
      for (Throwable also : each.getSuppressed()) {
        lines.addAll(lines("  Also " + displayName(also), message(also)));
      }
      each = each.getCause();
      eachReported =
          eachReported instanceof EvalException exception
              ? (JShellException) exception.getCause()
              : null;
    }
    return new CellFailure(displayName(thrown), message, lines, thrown);
  }

  private CellFailure unresolvedReference(UnresolvedReferenceException e) {
    String message =
        "this uses a declaration that is not complete yet: "
            + Names.withoutWrappers(e.getSnippet().source().lines().findFirst().orElse(""));
    List<String> lines = lines(headline("UnresolvedReference"), message);
    lines.addAll(where(e.getStackTrace()));
    return new CellFailure("UnresolvedReference", message, lines, e);
  }

  /** Head and message on one line if they fit there, else one under the other. */
  static List<String> lines(String head, String message) {
    if (message.isEmpty()) {
      return new ArrayList<>(List.of(head));
    }
    return new ArrayList<>(Arrays.asList((head + ": " + message).split("\n", -1)));
  }

  private static String displayName(Throwable e) {
    Class<?> type = e.getClass();
    while (type.getSimpleName().isEmpty()) {
      type = type.getSuperclass(); // an anonymous class
    }
    return type.getSimpleName();
  }

  /** Class, message and causes on one line. */
  static String summary(Throwable e) {
    StringBuilder text = new StringBuilder();
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable each = e; each != null && told.add(each); each = each.getCause()) {
      text.append(each == e ? "" : ", caused by ").append(displayName(each));
      text.append(message(each).isEmpty() ? "" : ": " + message(each));
    }
    return text.toString();
  }

  static String message(Throwable e) {
    String text;
    try {
      text = e.getLocalizedMessage();
    } catch (Throwable broken) {
      text = "(its getMessage() failed: " + broken.getClass().getSimpleName() + ")";
    }
    if (text == null) {
      return "";
    }
    if (e instanceof ClassCastException) {
      text = text.replaceAll(" \\(.* loader .*\\)$", "").replaceAll("\\bclass ", "");
    }
    return Names.withoutWrappers(text);
  }

  private static String hintedMessage(Throwable e) {
    if (e instanceof StackOverflowError) {
      return "methods call each other without end (a recursion that never stops?)";
    }
    if (e instanceof AssertionError && message(e).isEmpty()) {
      return "what this assert says does not hold";
    }
    return message(e);
  }

  /** The learner's frames, each with its line; the first with the source line itself. */
  private List<String> where(StackTraceElement[] frames) {
    List<String> lines = new ArrayList<>();
    int shown = 0;
    int folded = 0;
    StackTraceElement library = null;
    String previous = "";
    for (StackTraceElement frame : frames) {
      Piece piece = piece(frame);
      if (piece == null) {
        if (shown == 0 && library == null && isLibrary(frame)) {
          library = frame;
        }
        continue;
      }
      int line = piece.cellLine(Math.max(1, frame.getLineNumber()));
      String place = piece.cell().name() + ", line " + line + inMethod(frame);
      if (place.equals(previous)) {
        continue; // a recursion repeats itself
      }
      previous = place;
      if (shown >= MAX_FRAMES) {
        folded++;
        continue;
      }
      if (shown == 0 && library != null) {
        lines.add(aside("  thrown in " + frameName(library) + ", called from"));
      }
      lines.add((shown == 0 ? "  " : "  called from ") + place + ":");
      lines.addAll(marked(piece.cell().line(line)));
      shown++;
    }
    if (folded > 0) {
      lines.add(aside("  and " + folded + " calls more"));
    }
    return lines;
  }

  /** The JVM knows the line of a frame, not the column. */
  private static List<String> marked(String line) {
    return line.isBlank() ? List.of() : List.of("  --> " + line.strip());
  }

  private Piece piece(StackTraceElement frame) {
    String file = frame.getFileName();
    return file != null && file.startsWith("#") ? sources.piece(file.substring(1)) : null;
  }

  private static boolean isLibrary(StackTraceElement frame) {
    String name = frame.getClassName();
    return !name.startsWith("java.")
        && !name.startsWith("jdk.")
        && !name.startsWith("sun.")
        && !name.startsWith("REPL.")
        && !name.startsWith("org.neuronbook.kernel.")
        && !name.isEmpty();
  }

  private static String frameName(StackTraceElement frame) {
    return Names.simple(frame.getClassName()) + "." + frame.getMethodName();
  }

  private static String inMethod(StackTraceElement frame) {
    String method = frame.getMethodName();
    String type = Names.simple(frame.getClassName());
    if (method.startsWith("lambda$")) {
      return ", in a lambda";
    }
    // JShell hides its do_it$, but not the do_it$Aux in which it computes the value of a var.
    if (method.isEmpty() || method.startsWith("do_it$")) {
      return "";
    }
    String owner = type.isEmpty() ? "" : type + ".";
    return switch (method) {
      case "<init>" -> ", in the constructor of " + type;
      case "<clinit>" -> ", in the static fields of " + type;
      default -> ", in " + owner + method;
    };
  }
}
