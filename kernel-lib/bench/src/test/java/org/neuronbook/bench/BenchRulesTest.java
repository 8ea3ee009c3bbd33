package org.neuronbook.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the house for this module; the command line's tests do not see its classes. */
class BenchRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.neuronbook.bench");

  @Test
  void onlyTheLibraryIsMeasured() {
    String root = "org.neuronbook.";
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            root + "notebook..",
            root + "kernel..",
            root + "grader..",
            root + "course..",
            root + "exercises..")
        .check(CLASSES);
  }

  @Test
  void onlyMainWritesToStandardStreams() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(BenchMain.class)
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  @Test
  void eachLibraryIsOnlyInTheClassesThatBearItsName() {
    classes()
        .that()
        .haveNameNotMatching(".*[.](Djl|Dl4j)[^.]*")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("ai.djl..", "org.deeplearning4j..", "org.nd4j..")
        .check(CLASSES);
  }
}
