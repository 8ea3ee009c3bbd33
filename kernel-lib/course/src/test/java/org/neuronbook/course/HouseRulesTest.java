package org.neuronbook.course;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the house together: which part may import which, and what a public class may be called. */
class HouseRulesTest {
  private static final String ROOT = "org.neuronbook.";

  /** The packages of each part. */
  private static final Map<String, List<String>> PARTS =
      Map.ofEntries(
          entry("compute", List.of("compute")),
          entry("nn", List.of("tensor", "nn", "optim", "data", "train", "tune")),
          entry("datasets", List.of("fetch", "datasets")),
          entry("pretrained", List.of("io", "text", "onnx", "pretrained")),
          entry("notebook", List.of("notebook")),
          entry("kernel", List.of("kernel")),
          entry("grader", List.of("grader")),
          entry("exercises", List.of("exercises")),
          entry("misconceptions", List.of("misconceptions")),
          entry("solutions", List.of("solutions")),
          entry("course", List.of("course")));

  /** What each part may import besides itself. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          entry("compute", List.of()),
          entry("nn", List.of("compute")),
          entry("datasets", List.of("nn")),
          entry("pretrained", List.of("nn", "datasets")),
          entry("notebook", List.of("nn", "datasets", "pretrained")),
          entry("kernel", List.of()),
          entry("grader", List.of()),
          entry("exercises", List.of("grader")),
          entry("misconceptions", List.of("exercises", "grader")),
          entry("solutions", List.of("exercises", "grader")),
          entry(
              "course",
              List.of(
                  "compute",
                  "nn",
                  "datasets",
                  "notebook",
                  "kernel",
                  "grader",
                  "exercises",
                  "solutions")));

  /**
   * What a notebook imports before its first cell: a class of ours with a name from there is
   * ambiguous in every cell.
   */
  private static final List<String> IMPORTED =
      List.of(
          "java/lang",
          "java/io",
          "java/util",
          "java/util/function",
          "java/util/stream",
          "java/nio/file");

  /** Who else touches the standard streams, and why. */
  private static final Map<String, String> TOUCHES_STREAMS =
      Map.of(
          ROOT + "grader.CapturedOutput",
              "keeps what graded code prints, and puts the streams back",
          ROOT + "notebook.PrintedHere", "keeps what a callback prints, and puts the streams back",
          ROOT + "grader.worker.Printed",
              "keeps what a learner's code prints in a process of its own",
          ROOT + "grader.worker.WorkerMain",
              "speaks with the grader over its standard input and output",
          ROOT + "grader.worker.CompilerMain",
              "speaks with the grader over its standard input and output",
          ROOT + "kernel.KernelMain",
              "the kernel's own log, kept before cells get streams of theirs");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.neuronbook");
  }

  static Stream<String> parts() {
    return PARTS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void everyPartIsSeen(String part) {
    assertThat(classes.stream().filter(in(part)))
        .as("classes of " + part + " that the rules are checked on")
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void importsRunOneWay(String part) {
    List<String> allowed = ARROWS.get(part);
    DescribedPredicate<JavaClass> others =
        describe(
            "are of another part than " + part + " and " + allowed,
            target ->
                PARTS.keySet().stream()
                    .filter(other -> !other.equals(part) && !allowed.contains(other))
                    .anyMatch(other -> in(other).test(target)));

    noClasses().that(in(part)).should().dependOnClassesThat(others).check(classes);
  }

  @Test
  void noClassIsOutsideTheParts() {
    assertThat(
            classes.stream()
                .filter(one -> PARTS.keySet().stream().noneMatch(part -> in(part).test(one))))
        .as("classes in a package that this test does not know")
        .isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.neuronbook.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyTheCommandLineWritesToStandardStreams() {
    noClasses()
        .that(
            describe(
                "are neither of the command line nor of " + TOUCHES_STREAMS,
                one -> !in("course").test(one) && !TOUCHES_STREAMS.containsKey(one.getName())))
        .should(ACCESS_STANDARD_STREAMS)
        .check(classes);
  }

  @Test
  void noPublicNameClashesWithTheImportsOfANotebook() throws IOException {
    Set<String> taken = namesOfTheJdk();
    assertThat(taken).contains("Record", "Module", "List", "Function", "Path", "Stream");

    assertThat(
            classes.stream()
                .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(JavaClass::isTopLevelClass)
                .filter(one -> taken.contains(one.getSimpleName()))
                .map(JavaClass::getName))
        .as("public classes whose name is ambiguous in a notebook")
        .isEmpty();
  }

  private static DescribedPredicate<JavaClass> in(String part) {
    return describe(
        "are of " + part,
        one ->
            PARTS.get(part).stream()
                .anyMatch(
                    name ->
                        one.getPackageName().equals(ROOT + name)
                            || one.getPackageName().startsWith(ROOT + name + ".")));
  }

  private static Set<String> namesOfTheJdk() throws IOException {
    Set<String> names = new HashSet<>();
    FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
    for (String packageName : IMPORTED) {
      try (Stream<Path> files = Files.list(jdk.getPath("/modules/java.base", packageName))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.contains("$"))
            .map(file -> file.replace(".class", ""))
            .forEach(names::add);
      }
    }
    return names;
  }
}
