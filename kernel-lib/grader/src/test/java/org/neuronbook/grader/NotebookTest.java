package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door as a notebook uses it: classes and calls typed into JShell. */
public class NotebookTest {
  private JShell shell;

  @BeforeEach
  void startShell() {
    shell = JShell.builder().executionEngine("local").build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    eval("import org.neuronbook.grader.*; import static org.neuronbook.grader.Check.check;");
    eval("import static org.neuronbook.grader.NotebookTest.grade;");
  }

  @AfterEach
  void endShell() {
    shell.close();
  }

  /** Grades with the exercise of these tests. */
  public static String grade(Supplier<?> made) {
    var exercise = new Exercise("96.1", "Double", Sample.class, SampleGrading.class);
    try {
      return Engine.run(exercise, Submission.local(made), Options.practice(1))
          .tests()
          .get(0)
          .explanation();
    } catch (InterruptedException e) {
      return e.toString();
    }
  }

  @Test
  void gradesAClassTypedIntoACell() {
    eval(
        """
        class Mine implements Sample {
          public double[] twice(double[] x) {
            return x.clone();
          }
        }""");
    assertThat(eval("grade(Mine::new)")).contains("Every value is 2 times too small");
  }

  @Test
  void countsTheLineFromTheOneThatDeclaresTheClass() {
    eval(
        """
        // the learner's first try
        class Mine implements Sample {
          int unused = 0;

          public double[] twice(double[] x) {
            int i = 3;
            return new double[] {x[i]};
          }
        }""");
    assertThat(eval("grade(Mine::new)"))
        .contains("ArrayIndexOutOfBoundsException")
        .contains("(line 6 of class Mine)");
  }

  @Test
  void namesAMethodOfTheCellAndALambda() {
    eval("double[] helper(double[] x) { return new double[] {x[7]}; }");
    assertThat(eval("grade(() -> (Sample) x -> helper(x))")).contains("(your method helper)");
    assertThat(eval("grade(() -> (Sample) x -> new double[] {x[7]})"))
        .contains("(the lambda in your cell)");
  }

  @Test
  void compilesEveryFormOfCheck() {
    eval(
        """
        class Mine implements Sample {
          public double[] twice(double[] x) { return x; }
        }""");
    for (String form :
        List.of(
            "Mine::new",
            "new Mine()",
            "() -> new Mine()",
            "Mine.class",
            "(Sample) x -> x",
            "Mine::new, 5",
            "new Mine(), 5",
            "null")) {
      assertThat(eval("check(\"00.1\", " + form + ").summary()"))
          .as(form)
          .isEqualTo("\"00.1  not checked\"");
    }
  }

  @Test
  void endsTheCheckWhenTheCellIsInterrupted() throws InterruptedException {
    eval(
        "class Endless implements Sample { public double[] twice(double[] x) { while (true) {} } }");
    started = new CountDownLatch(1);
    var cell =
        new Thread(
            () -> shell.eval("org.neuronbook.grader.NotebookTest.patient(Endless::new)"), "cell");
    cell.start();
    started.await();
    shell.stop();
    cell.join(Duration.ofSeconds(30).toMillis());
    assertThat(cell.isAlive()).isFalse();
    assertThat(eval("1 + 1")).isEqualTo("2");
  }

  private static volatile CountDownLatch started;

  /** Grades with more patience than the test has. */
  public static void patient(Supplier<?> made) throws InterruptedException {
    var exercise = new Exercise("96.2", "Double", Sample.class, SampleGrading.class);
    var hour = Duration.ofHours(1);
    Supplier<?> signalling =
        () -> {
          started.countDown();
          return made.get();
        };
    Engine.run(exercise, Submission.local(signalling), new Options(hour, hour, 1, true, true));
  }

  /** The value of the last snippet. */
  private String eval(String source) {
    String value = "";
    String rest = source;
    List<String> problems = new ArrayList<>();
    while (!rest.isBlank()) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(info.source())) {
        if (event.status() == Snippet.Status.REJECTED) {
          shell.diagnostics(event.snippet()).forEach(d -> problems.add(d.getMessage(null)));
        }
        if (event.exception() != null) {
          problems.add(event.exception().toString());
        }
        value = event.value();
      }
      rest = info.remaining();
    }
    assertThat(problems).as(source).isEmpty();
    return value;
  }
}
