package org.neuronbook.grader;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the learner's own line in a stack trace.
 *
 * <p>A class typed into a notebook cell is compiled inside a wrapper that JShell writes, so that
 * the line number in the stack trace is not the one that the learner sees. It is translated into a
 * line counted from the one that declares the class.
 */
final class LearnerLine {
  /** A snippet's class as JShell names it: the wrapper, then what the learner declared. */
  private static final Pattern SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$\\w+?(?:\\$(.+))?");

  private LearnerLine() {}

  /**
   * @param learner the class of the learner's object, or null if there is none yet
   * @return for example {@code line 3 of class MyCentre}, or null if the trace has no such line
   */
  static String of(Throwable thrown, Class<?> learner) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      Matcher snippet = SNIPPET.matcher(frame.getClassName());
      if (snippet.matches()) {
        return inSnippet(frame, snippet.group(1), learner);
      }
      if (learner != null && outermost(frame.getClassName()).equals(outermost(learner.getName()))) {
        return "line " + frame.getLineNumber() + " of " + frame.getFileName();
      }
    }
    return null;
  }

  private static String inSnippet(StackTraceElement frame, String declared, Class<?> learner) {
    if (declared == null || declared.startsWith("$Lambda")) {
      String method = frame.getMethodName();
      return method.startsWith("lambda$") || method.equals("do_it$")
          ? "the lambda in your cell"
          : "your method " + method;
    }
    String name = declared.contains("$") ? declared.substring(0, declared.indexOf('$')) : declared;
    int first = learner == null ? 0 : firstLine(frame.getClassName(), declared, name, learner);
    return first > 0
        ? "line " + (frame.getLineNumber() - first + 1) + " of class " + name
        : frame.getMethodName().equals("<init>")
            ? "in the constructor or the fields of class " + name
            : "class " + name + ", method " + frame.getMethodName();
  }

  /** The line that declares the outermost class of the learner's that the frame belongs to. */
  private static int firstLine(String frameClass, String declared, String name, Class<?> learner) {
    String wrapper = frameClass.substring(0, frameClass.length() - declared.length());
    String file = (wrapper + name).replace('.', '/') + ".class";
    return ClassFileLines.first(learner.getClassLoader(), file);
  }

  private static String outermost(String className) {
    int dollar = className.indexOf('$');
    return dollar < 0 ? className : className.substring(0, dollar);
  }
}
