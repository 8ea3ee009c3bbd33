package org.neuronbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages in docs show, link to, and call proven. */
class DocumentationTest {
  private static final Path ROOT = Project.here().root();
  private static final Pattern PICTURE = Pattern.compile("!\\[([^]]*)]\\(([^)]+)\\)");
  private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^]]*]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void picturesAreThereAreSmallAndHaveWords(Path page) throws IOException {
    Matcher picture = PICTURE.matcher(Files.readString(page));
    while (picture.find()) {
      Path file = page.resolveSibling(picture.group(2));
      assertThat(file).exists();
      assertThat(Files.size(file)).as("bytes of " + file).isLessThan(300_000);
      assertThat(picture.group(1)).as("words for " + file).hasSizeGreaterThan(40);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToFiles(Path page) throws IOException {
    Matcher link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      assertThat(page.resolveSibling(link.group(1))).exists();
    }
  }

  @Test
  void everyPictureInDocsIsShownSomewhere() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path page : pages()) {
      all.append(Files.readString(page));
    }
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      assertThat(docs.filter(file -> file.toString().endsWith(".png")))
          .allSatisfy(file -> assertThat(all).contains(file.getFileName().toString()));
    }
  }

  @Test
  void everyTestThatIsNamedAsProofExists() throws IOException {
    Map<String, String> sources = testSources();
    int named = 0;
    for (Path page : pages()) {
      Matcher test = NAMED_TEST.matcher(Files.readString(page));
      while (test.find()) {
        named++;
        assertThat(sources).as("tests of the project").containsKey(test.group(1));
        assertThat(sources.get(test.group(1)))
            .as(test.group(1))
            .contains("void " + test.group(2) + "(");
      }
    }
    assertThat(named).as("tests that the pages name").isGreaterThan(10);
  }

  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Path module : Project.here().modules()) {
      if (!Files.isDirectory(module.resolve("src/test/java"))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }
}
