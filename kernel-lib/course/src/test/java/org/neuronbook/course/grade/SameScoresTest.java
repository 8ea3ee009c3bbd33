package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.Project;
import org.neuronbook.course.homework.Classroom;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Engine;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.HandedIn;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.Options;
import org.neuronbook.grader.Submission;
import org.neuronbook.grader.Todo;
import org.neuronbook.grader.remote.Sandbox;
import picocli.CommandLine;

/**
 * The same hundred submissions, right, wrong, untouched and hostile, get the same scores through
 * every door: in this process, by the command line at each level, and by nbgrader.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameScoresTest {
  private static final long SEED = 271828;

  /** The marks of the solutions, as a notebook would have to declare them. */
  private static final String MARKS =
      """
      @interface Reference {}
      @interface Right { String value(); }
      @interface Wrong { String why(); String killedBy(); String message(); }
      """;

  /** Where solutions lie: the names of the classes that hold them, and the folders of these. */
  private static final Map<String, String> HOLDERS =
      Map.of(
          "org.neuronbook.solutions.%sSolutions", "solutions/src/main/java",
          "org.neuronbook.misconceptions.%sMisconceptions",
              "solutions/misconceptions/src/main/java");

  private static final Pattern MARKED =
      Pattern.compile("(?ms)^  @(?:Reference|Right|Wrong)\\b.*? final class (\\w+).*?^  }\n");

  private static final List<String> ATTACKS =
      List.of(
          "abort-the-test",
          "change-the-defaults",
          "deep-recursion",
          "exit-with-success",
          "forge-a-return",
          "halt-without-hooks",
          "inject-a-formula",
          "inject-html",
          "shadow-the-contract",
          "shadow-the-grader");

  /** Of each exercise, so that it is a hundred with the stubs and the attacks. */
  private static final int SOLUTIONS = 17;

  /**
   * Something handed in.
   *
   * @param cells what its author wrote, after what was released
   * @param local the same in this process; null if it is hostile
   */
  private record Handed(Exercise exercise, List<String> cells, Supplier<?> local) {
    String lesson() {
      return exercise.id().substring(0, 2);
    }
  }

  private final Map<String, Handed> handed = new TreeMap<>();
  private Path folder;
  private Classroom room;

  @BeforeAll
  void handInAHundred(@TempDir Path temporary) throws IOException {
    folder = temporary;
    room = new Classroom(folder.resolve("class"));
    for (Exercise exercise : Catalogue.installed()) {
      hand(new Handed(exercise, List.of(), () -> stub(exercise)));
      for (Class<?> type : solutions(exercise)) {
        hand(new Handed(exercise, cells(exercise, type), HandedIn.supplier(type)));
      }
    }
    for (Attack attack : Attacks.all()) {
      if (ATTACKS.contains(attack.name())) {
        hand(new Handed(exercise(Attacks.EXERCISE), List.of(attack.source()), null));
      }
    }
    room.course("create", room.folder().toString(), "hw00=00", "hw08=08", "hw10=10");
    for (String lesson : List.of("00", "08", "10")) {
      room.plain("generate_assignment", "hw" + lesson);
    }
    for (String learner : handed.keySet()) {
      submit(learner, handed.get(learner));
    }
  }

  private void hand(Handed one) {
    handed.put("learner-%03d".formatted(handed.size()), one);
  }

  private void submit(String learner, Handed one) throws IOException {
    Path released = room.folder().resolve("release/hw" + one.lesson());
    try (var notebooks = Files.list(released)) {
      String name = notebooks.findFirst().orElseThrow().getFileName().toString();
      JsonObject notebook = Classroom.read(released.resolve(name));
      one.cells().forEach(cell -> Classroom.cells(notebook).add(Classroom.newCell("code", cell)));
      room.hand(learner, "hw" + one.lesson(), name.replace(".ipynb", ""), notebook.toString());
    }
  }

  private static boolean other(String cell, String id) {
    return Catalogue.installed().stream()
        .filter(each -> !each.id().equals(id))
        .anyMatch(each -> cell.contains('"' + each.id() + '"') || cell.contains(contract(each)));
  }

  private static Exercise exercise(String id) {
    return Catalogue.installed().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Object stub(Exercise exercise) {
    Class<?> contract = exercise.contract();
    return Proxy.newProxyInstance(
        contract.getClassLoader(),
        new Class<?>[] {contract},
        (proxy, method, arguments) -> {
          throw new Todo(exercise.id());
        });
  }

  /** Right and wrong ones; by name they are mixed. */
  private static List<Class<?>> solutions(Exercise exercise) {
    return HOLDERS.keySet().stream()
        .map(name -> holder(name.formatted(contract(exercise))))
        .flatMap(holder -> Arrays.stream(holder.getDeclaredClasses()))
        .filter(exercise.contract()::isAssignableFrom)
        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
        .sorted(Comparator.comparing(Class::getSimpleName))
        .<Class<?>>map(type -> type)
        .limit(SOLUTIONS)
        .toList();
  }

  private static Class<?> holder(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static String contract(Exercise exercise) {
    return exercise.contract().getSimpleName();
  }

  /** The file of the solutions without those that this one does not use, and then this one. */
  private static List<String> cells(Exercise exercise, Class<?> type) throws IOException {
    String holder = type.getDeclaringClass().getName();
    String folder = HOLDERS.get(holder.replace(contract(exercise), "%s"));
    Path file = Path.of(folder, holder.replace('.', '/') + ".java");
    String all = Files.readString(Project.here().root().resolve(file));
    String mine =
        "class Mine extends %s.%s implements %s {}"
            .formatted(
                type.getDeclaringClass().getSimpleName(), type.getSimpleName(), contract(exercise));
    return List.of(
        MARKS,
        used(all, type.getSimpleName())
            .replaceFirst("package [^;]+;", "")
            .replace("final class", "class"),
        mine);
  }

  private static String used(String all, String wanted) {
    List<MatchResult> marked = MARKED.matcher(all).results().toList();
    Set<String> names = new HashSet<>(Set.of(wanted));
    int known = 0;
    while (known < names.size()) {
      known = names.size();
      for (MatchResult one : marked) {
        if (names.contains(one.group(1))) {
          marked.stream()
              .map(other -> other.group(1))
              .filter(other -> one.group().matches("(?s).*\\b%s\\b.*".formatted(other)))
              .forEach(names::add);
        }
      }
    }
    return MARKED
        .matcher(all)
        .replaceAll(
            one -> names.contains(one.group(1)) ? Matcher.quoteReplacement(one.group()) : "");
  }

  /** By learner: what each submission earns in this process, if it is harmless. */
  private Map<String, Double> local() throws InterruptedException {
    Map<String, Double> scores = new TreeMap<>();
    for (String learner : handed.keySet()) {
      Handed one = handed.get(learner);
      if (one.local() != null) {
        var submission = Submission.local(one.local());
        double points = Engine.run(one.exercise(), submission, Options.marks(SEED)).points();
        scores.put(learner, points);
      }
    }
    return scores;
  }

  private Map<String, Double> commandLine(Isolation level) throws IOException {
    Path out = folder.resolve(level.name());
    List<String> words = new ArrayList<>(List.of(room.folder().resolve("submitted").toString()));
    words.addAll(List.of("--out", out.toString(), "--jobs", "2", "--seed", "" + SEED));
    words.add("--min-isolation=" + level);
    var said = new StringWriter();
    int exit =
        new CommandLine(new GradeCommand())
            .setOut(new PrintWriter(said))
            .execute(words.toArray(String[]::new));
    assertThat(exit).as(said.toString()).isZero();
    Map<String, Double> scores = new TreeMap<>();
    for (Graded row : Grades.read(out)) {
      scores.merge(row.submission().replaceFirst("/.*", ""), row.points(), Double::sum);
    }
    return scores;
  }

  private Map<String, Double> nbgrader() throws IOException {
    Path seed = Files.createDirectories(room.folder().resolve("grading")).resolve("seed.txt");
    Files.writeString(seed, SEED + "\n");
    for (String lesson : List.of("00", "08", "10")) {
      room.plain("autograde", "hw" + lesson, "--Verdicts.isolation=L1");
    }
    room.plain("export", "--to", "grades.csv");
    Map<String, Double> scores = new TreeMap<>();
    for (String learner : handed.keySet()) {
      scores.put(learner, room.marks("hw" + handed.get(learner).lesson()).get(learner));
    }
    return scores;
  }

  private Map<String, Double> harmless(Map<String, Double> scores) {
    Map<String, Double> harmless = new TreeMap<>(scores);
    harmless.keySet().removeIf(learner -> handed.get(learner).local() == null);
    return harmless;
  }

  @Test
  void everyDoorGivesTheSameScores() throws Exception {
    assertThat(handed).hasSize(100);
    Map<String, Double> scores = commandLine(Isolation.L1);
    assertThat(scores).hasSameSizeAs(handed);
    assertThat(harmless(scores)).as("L1 beside this process").isEqualTo(local());
    // Only a program that is not installed is an excuse.
    if (Sandbox.obstacle(Isolation.L2).filter(text -> text.contains("is missing")).isEmpty()) {
      assertThat(commandLine(Isolation.L2)).as("L2 beside L1").isEqualTo(scores);
    }
    assertThat(nbgrader()).as("nbgrader beside the command line").isEqualTo(scores);
  }
}
