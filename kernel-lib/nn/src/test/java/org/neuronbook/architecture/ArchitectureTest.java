package org.neuronbook.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Ops;

/** The house rules of the library. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final JavaClasses MAIN = Ops.mainClasses();

  private static final ArchRule SILENT =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @Test
  void packagesDependInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(
            "org.neuronbook.tensor..",
            "org.neuronbook.nn..",
            "org.neuronbook.optim..",
            "org.neuronbook.data..",
            "org.neuronbook.train..")
        .layer("tensor")
        .definedBy("org.neuronbook.tensor..")
        .layer("nn")
        .definedBy("org.neuronbook.nn..")
        .layer("optim")
        .definedBy("org.neuronbook.optim..")
        .layer("data")
        .definedBy("org.neuronbook.data..")
        .layer("train")
        .definedBy("org.neuronbook.train..")
        .whereLayer("tensor")
        .mayNotAccessAnyLayer()
        .whereLayer("nn")
        .mayOnlyAccessLayers("tensor")
        .whereLayer("optim")
        .mayOnlyAccessLayers("tensor")
        .whereLayer("data")
        .mayOnlyAccessLayers("tensor")
        .whereLayer("train")
        .mayOnlyAccessLayers("tensor", "nn", "optim", "data")
        .check(MAIN);
  }

  @Test
  void everyClassIsInAPackageThatTheRulesKnow() {
    classes()
        .should()
        .resideInAnyPackage(
            "org.neuronbook.tensor",
            "org.neuronbook.nn",
            "org.neuronbook.optim",
            "org.neuronbook.data",
            "org.neuronbook.train")
        .check(MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.neuronbook.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void theLibraryIsSilent() {
    SILENT.check(MAIN);
  }

  /** Prints; the rule must find it. */
  static final class Loud {
    private Loud() {}

    static void speak() {
      System.out.println("loss 0.5");
    }
  }

  @Test
  void aPrintedLineIsNoticed() {
    assertThatThrownBy(() -> SILENT.check(new ClassFileImporter().importClasses(Loud.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Loud.speak()");
  }

  @Test
  void nothingOfJupiterOrOfTheOtherModulesIsKnownHere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.dflib..",
            "com.google..",
            "org.knowm..",
            "tech.tablesaw..",
            "org.neuronbook.fetch..",
            "org.neuronbook.datasets..",
            "org.neuronbook.io..",
            "org.neuronbook.notebook..",
            "org.neuronbook.kernel..",
            "org.neuronbook.grader..",
            "org.neuronbook.course..")
        .check(MAIN);
  }

  @Test
  void tensorsNeedNoReflectionAndNoUnsafe() {
    noClasses()
        .that()
        .resideInAnyPackage("..tensor..", "..neuronbook.nn..", "..optim..", "..train..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.reflect..", "sun.misc..", "jdk.internal..")
        .check(MAIN);
  }

  /** Names that a notebook's imports already hold would be ambiguous in every cell. */
  @Test
  void publicNamesDoNotClashWithTheImportsOfANotebook() {
    Set<String> taken = new TreeSet<>();
    for (String each :
        List.of(
            "java.lang",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "java.io",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.util.concurrent",
            "java.util.regex")) {
      taken.addAll(namesOfJdkPackage(each));
    }
    assertThat(taken).contains("Module", "Function", "Record", "Vector", "Path", "List", "Stream");
    Set<String> clashes =
        MAIN.stream()
            .filter(each -> each.isTopLevelClass())
            .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getSimpleName)
            .filter(taken::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(clashes).isEmpty();
  }

  private static Set<String> namesOfJdkPackage(String name) {
    try (Stream<Path> files =
        Files.list(Path.of(java.net.URI.create("jrt:/java.base/" + name.replace('.', '/'))))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.contains("$"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theReadmeNamesEveryPublicTypeAndTestsThatExist() throws IOException {
    Set<String> names = ReadmePage.names();
    Set<String> tests = new TreeSet<>(names);
    tests.removeIf(name -> !name.endsWith("Test"));
    names.removeAll(tests);
    assertThat(names).isEqualTo(ReadmePage.publicTypes(SOURCES));
    assertThat(ReadmePage.tests()).containsAll(tests);
  }

  // ---- size

  @Test
  void theLibraryStaysReadableInAnAfternoon() throws IOException {
    int total = codeLines().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(total)
        .as("lines of code, without imports, comments and blank lines")
        .isLessThanOrEqualTo(7_000);
  }

  @Test
  void noFileIsLongerThan500Lines() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          assertThat(lines.count()).as(file.toString()).isLessThanOrEqualTo(500);
        }
      }
    }
  }

  @Test
  void importsCommentsAndBlankLinesAreNotCounted() {
    assertThat(
            count(
                """
                /* Licence. */
                package a;

                import java.util.List;

                /**
                 * Says what.
                 */
                class A { // why
                  // because
                  int a; /* number */
                }
                """))
        .isEqualTo(4);
  }

  private static Map<String, Integer> codeLines() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        counts.put(file.toString(), count(Files.readString(file)));
      }
    }
    assertThat(counts).as("the sources that are counted").hasSizeGreaterThan(40);
    return counts;
  }

  private static int count(String source) {
    int count = 0;
    boolean inComment = false;
    for (String each : source.lines().map(String::strip).toList()) {
      boolean opens = !inComment && each.startsWith("/*");
      if (!inComment && !opens && !each.isEmpty() && !each.matches("(//|import ).*")) {
        count++;
      }
      inComment = (inComment || opens) && !each.contains("*/");
    }
    return count;
  }
}
