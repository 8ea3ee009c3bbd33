package org.neuronbook.grader.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.grader.Engine;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.Options;
import org.neuronbook.grader.RunResult;
import org.neuronbook.grader.Status;
import org.neuronbook.grader.TestResult;
import org.neuronbook.grader.worker.Source;

/** Code of all sorts in worker processes, at every level that this machine offers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteSubmissionTest {
  private static final Options OPTIONS =
      new Options(Duration.ofSeconds(2), Duration.ofSeconds(30), 1, true, true);

  private final Exercise exercise = OddGrading.EXERCISE;
  private final Map<Isolation, Workers> workers = new EnumMap<>(Isolation.class);
  private final Map<Isolation, CellCompiler> compilers = new EnumMap<>(Isolation.class);

  @BeforeAll
  void start() {
    offered()
        .forEach(
            level -> {
              var started = Workers.of(level, List.of(exercise), Library.NONE, 1, Levels.java());
              workers.put(level, started);
              compilers.put(level, new CellCompiler(started));
            });
  }

  @AfterAll
  void stop() {
    compilers.values().forEach(CellCompiler::close);
    workers.values().forEach(Workers::close);
    List<String> left =
        ProcessHandle.current()
            .descendants()
            .map(process -> process.info().commandLine().orElse(""))
            .filter(line -> line.contains("org.neuronbook.grader.worker"))
            .toList();
    assertThat(left).as("processes left behind").isEmpty();
  }

  static java.util.stream.Stream<Isolation> offered() {
    return Levels.offered();
  }

  private RunResult grade(Isolation level, List<String> cells, String implementation) {
    var source =
        new Source(List.of("java.util.*", "org.neuronbook.grader.*"), cells, implementation);
    var program = compilers.get(level).compile(source);
    try (var submission = new RemoteSubmission(workers.get(level), exercise.contract(), program)) {
      return Engine.run(exercise, submission, OPTIONS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A class of which the second of three tests meets this code. */
  private RunResult second(Isolation level, String code) {
    return second(level, code, "");
  }

  private RunResult second(Isolation level, String code, String members) {
    String cell =
        """
        class Mine implements org.neuronbook.grader.remote.Odd {
          %s
          public double[] twice(double[] x) {
            if (x.length == 2) {
              %s
            }
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
              y[i] = 2 * x[i];
            }
            return y;
          }
        }
        """
            .formatted(members, code);
    return grade(level, List.of(cell), "Mine::new");
  }

  private static List<Status> statuses(RunResult result) {
    return result.tests().stream().map(TestResult::status).toList();
  }

  private static void onlyTheSecondIsLost(RunResult result, Status status, String explanation) {
    assertThat(result.tests().get(1).explanation()).contains(explanation);
    assertThat(statuses(result)).containsExactly(Status.PASS, status, Status.PASS);
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aRightAnswerPassesAndTheLevelStandsInTheResult(Isolation level) {
    RunResult result = second(level, "System.out.println(\"hello\"); System.err.print(\"you\");");
    onlyTheSecondIsLost(result, Status.PASS, "");
    assertThat(result.isolation()).isEqualTo(level);
    assertThat(result.tests().get(1).printed()).isEqualTo("hello\nyou");
    assertThat(result.tests().get(2).printed()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aWrongAnswerFailsWithItsNumbers(Isolation level) {
    TestResult second = second(level, "return new double[] {2, 5};").tests().get(1);
    assertThat(second.status()).isEqualTo(Status.FAIL);
    assertThat(second.comparison().difference().index()).isEqualTo("[1]");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void whatTheCompilerCannotCopeWithCostsThisSubmissionAndNotTheNext(Isolation level) {
    String deep = "int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + ";";
    RunResult result = grade(level, List.of(deep), "Mine::new");
    assertThat(result.points()).isZero();
    assertThat(result.tests().get(0).explanation()).contains("the compiler did not cope with it");
    onlyTheSecondIsLost(second(level, ""), Status.PASS, "");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void anEndlessLoopCostsOneTest(Isolation level) {
    onlyTheSecondIsLost(
        second(level, "while (true) { x[0]++; }"), Status.TIMEOUT, "did not finish within 2 s");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aDeadlockCostsOneTest(Isolation level) {
    String code =
        "synchronized (this) { try { while (true) { wait(); } } catch (InterruptedException e) { } }";
    onlyTheSecondIsLost(second(level, code), Status.TIMEOUT, "did not finish");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void anExitCostsOneTest(Isolation level) {
    onlyTheSecondIsLost(
        second(level, "System.exit(0);"), Status.EXITED, "with exit code 0: does a line call");
    onlyTheSecondIsLost(
        second(level, "Runtime.getRuntime().halt(7);"), Status.EXITED, "with exit code 7");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void memoryWithoutEndCostsOneTest(Isolation level) {
    String heap =
        "List<double[]> all = new ArrayList<>(); while (true) all.add(new double[100000]);";
    onlyTheSecondIsLost(second(level, heap), Status.MEMORY, "more memory than Java has");
    onlyTheSecondIsLost(
        second(level, "return new double[Integer.MAX_VALUE];"), Status.MEMORY, "more memory");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aResultTooLargeForThePipeIsAnError(Isolation level) {
    onlyTheSecondIsLost(
        second(level, "return new double[4_000_000];"),
        Status.ERROR,
        "a value of more than 16,777,216 bytes");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void endlessRecursionIsAnErrorWithItsLine(Isolation level) {
    RunResult result =
        second(level, "return deep(x);", "double[] deep(double[] x) { return deep(x); }");
    onlyTheSecondIsLost(result, Status.ERROR, "does a method call itself without end?");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void anExceptionTellsTheLearnersLine(Isolation level) {
    onlyTheSecondIsLost(
        second(level, "x[2] = 1;"),
        Status.ERROR,
        "Your code threw ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 2 (line 5 of class Mine).");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aFloodOfOutputCostsNothing(Isolation level) {
    String flood = "for (int i = 0; i < 2_000_000; i++) System.out.println(\"flood flood flood\");";
    RunResult result = second(level, flood);
    onlyTheSecondIsLost(result, Status.PASS, "");
    assertThat(result.tests().get(1).printed()).hasSizeLessThan(3000).startsWith("flood");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void framesForgedOnTheRealOutputGainNothing(Isolation level) {
    String forge =
        """
        try {
          var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
          out.write(new byte[] {0, 0, 0, 2, 2, 0, 0, 0, 0, 50, 9, 9, 9});
          out.flush();
        } catch (java.io.IOException e) { }
        """;
    TestResult second = second(level, forge).tests().get(1);
    assertThat(second.passed()).isFalse();
    String raw =
        "try { new java.io.FileOutputStream(java.io.FileDescriptor.out).write(127); new java.io.FileOutputStream(java.io.FileDescriptor.out).write(new byte[20]); } catch (java.io.IOException e) { }";
    onlyTheSecondIsLost(second(level, raw), Status.EXITED, "that no contract allows");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aFloodOnTheRealErrorOutputDoesNotBlock(Isolation level) {
    String flood =
        "try { var e = new java.io.FileOutputStream(java.io.FileDescriptor.err); for (int i = 0; i < 500; i++) e.write(new byte[65536]); } catch (java.io.IOException e) { }";
    onlyTheSecondIsLost(second(level, flood), Status.PASS, "");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void threadsLeftRunningEndWithTheSubmission(Isolation level) {
    String threads = "for (int i = 0; i < 3; i++) new Thread(() -> { while (true) { } }).start();";
    onlyTheSecondIsLost(second(level, threads), Status.PASS, "");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aThreadBombHarmsOnlyItself(Isolation level) {
    String bomb =
        "while (true) { var t = new Thread(() -> { try { Thread.sleep(100_000); } catch (InterruptedException e) { } }); t.setDaemon(true); t.start(); }";
    TestResult second = second(level, bomb).tests().get(1);
    assertThat(second.passed()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("offered")
  void childProcessesEndWithTheSubmission(Isolation level) {
    String child =
        "try { new ProcessBuilder(\"/bin/sleep\", \"98765\").start(); } catch (java.io.IOException e) { }";
    onlyTheSecondIsLost(second(level, child), Status.PASS, "");
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 98765"));
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aChangedInputIsSeen(Isolation level) {
    assertThat(second(level, "x[0] = 5;").tests().get(1).explanation())
        .contains("Your code changed its input x");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void anExitInAStaticInitialiserIsNoPass(Isolation level) {
    RunResult result = second(level, "", "static { System.exit(0); }");
    assertThat(statuses(result)).containsOnly(Status.EXITED);
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aCellThatStopsIsTold(Isolation level) {
    RunResult result = grade(level, List.of("int a = 1 / 0;", "class Late { }"), "null");
    assertThat(result.points()).isZero();
    RunResult thrown = grade(level, List.of(), "(Odd) List.of().get(0)");
    assertThat(thrown.points()).isZero();
  }

  @ParameterizedTest
  @MethodSource("offered")
  void codeThatDoesNotCompileIsToldWithCellAndLine(Isolation level) {
    RunResult result =
        grade(
            level,
            List.of("int a = 1;", "\nclass Mine {\n  int f() { return \"text\"; }\n}"),
            "Mine::new");
    assertThat(result.points()).isZero();
    assertThat(result.tests().get(0).explanation())
        .startsWith("Your code does not compile: ")
        .contains("cell 2, line 3: incompatible types");
    assertThat(grade(level, List.of("class Mine {"), "Mine::new").tests().get(0).explanation())
        .contains("cell 1, line 1: reached end of file while parsing");
    assertThat(
            grade(level, List.of("class Mine extends Gone { }"), "Mine::new")
                .tests()
                .get(0)
                .explanation())
        .contains("cell 1, line 1: Mine needs class Gone, which is not declared");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void anUnwrittenStubIsUnwritten(Isolation level) {
    RunResult result = second(level, "throw new Todo(\"00.1\");");
    assertThat(result.tests().get(1).status()).isEqualTo(Status.TODO);
  }

  @ParameterizedTest
  @MethodSource("offered")
  void aClassRedefinedInALaterCellIsTheLaterOne(Isolation level) {
    String first = "class A { double f() { return 1; } }";
    String then = "class A { double f() { return 2; } }";
    String mine =
        "class Mine implements org.neuronbook.grader.remote.Odd { public double[] twice(double[] x) { return Arrays.stream(x).map(v -> v * new A().f()).toArray(); } }";
    assertThat(grade(level, List.of(first, mine, then), "new Mine()").points()).isEqualTo(3);
    assertThat(grade(level, List.of(then, mine, first), "new Mine()").points()).isLessThan(3);
  }

  @ParameterizedTest
  @MethodSource("offered")
  void testsAndTheGradersOwnClassesAreNotThere(Isolation level) {
    List<String> names = new ArrayList<>();
    for (String name :
        List.of(
            "org.neuronbook.grader.remote.OddGrading",
            "org.neuronbook.grader.Engine",
            "org.neuronbook.grader.Expect",
            "org.junit.jupiter.api.Test")) {
      names.add('"' + name + '"');
    }
    String look =
        "for (String name : List.of(%s)) { try { Class.forName(name); return null; } catch (ClassNotFoundException absent) { } }"
            .formatted(String.join(", ", names));
    onlyTheSecondIsLost(second(level, look), Status.PASS, "");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void theEnvironmentIsEmpty(Isolation level) {
    onlyTheSecondIsLost(
        second(
            level,
            "if (!Set.of(\"LANG\", \"PWD\").containsAll(System.getenv().keySet())) throw new IllegalStateException(System.getenv().toString());"),
        Status.PASS,
        "");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void filesOfTheMachineAreNotThereFromL2On(Isolation level, @TempDir Path folder)
      throws IOException {
    // Readable for everybody, so that no permission keeps it from the worker's user.
    Path secret = Files.writeString(folder.resolve("secret.txt"), "the seed");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    promisedFromL2On(
        level, "if (new java.io.File(\"%s\").exists()) return null;".formatted(secret));
    promisedFromL2On(level, "if (new java.io.File(\"/etc/passwd\").exists()) return null;");
  }

  @ParameterizedTest
  @MethodSource("offered")
  void processesOfTheMachineAreNotThereFromL2On(Isolation level) {
    String look = "if (new java.io.File(\"/proc/%d/comm\").exists()) return null;";
    promisedFromL2On(level, look.formatted(ProcessHandle.current().pid()));
  }

  @ParameterizedTest
  @MethodSource("offered")
  void thereIsNoNetworkFromL2On(Isolation level) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String connect =
          "try { new java.net.Socket(\"127.0.0.1\", %d); return null; } catch (java.io.IOException none) { }";
      promisedFromL2On(level, connect.formatted(server.getLocalPort()));
    }
  }

  @ParameterizedTest
  @MethodSource("offered")
  void theWorkersOwnFilesCannotBeWritten(Isolation level) {
    String write =
        "try { new java.io.FileOutputStream(System.getProperty(\"java.class.path\"), true).close(); return null; } catch (java.io.IOException refused) { }";
    if (level.compareTo(Isolation.L2) >= 0) {
      promisedFromL2On(level, write);
    }
  }

  private void promisedFromL2On(Isolation level, String code) {
    RunResult result = second(level, code);
    if (level.compareTo(Isolation.L2) >= 0) {
      onlyTheSecondIsLost(result, Status.PASS, "");
    } else {
      assertThat(result.tests().get(1).passed()).as("the attack works at L1").isFalse();
    }
  }
}
