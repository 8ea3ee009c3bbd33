package org.neuronbook.course.tests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;

/**
 * A program of the system that some tests need and a learner does not.
 *
 * @param name what people call it
 * @param use what it is for here
 * @param debianPackage the package that has it on Debian and Ubuntu
 * @param programs its names on the PATH
 * @param places where else it may be
 */
public record Tool(
    String name, String use, String debianPackage, List<String> programs, List<Path> places) {

  public static final Tool BUBBLEWRAP =
      new Tool(
          "bubblewrap", "the wall around graded code", "bubblewrap", List.of("bwrap"), List.of());

  public static final Tool CHROMIUM =
      new Tool(
          "Chromium",
          "the test in a real browser",
          "chromium",
          List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
          List.of(
              Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
              Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
              Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe")));

  /** The tools that can be had on a system: bubblewrap is of Linux alone. */
  public static List<Tool> of(String operatingSystem) {
    return operatingSystem.equals("Linux") ? List.of(BUBBLEWRAP, CHROMIUM) : List.of(CHROMIUM);
  }

  /** The program on this machine, if it is there. */
  public Optional<Path> find() {
    return find(System.getenv().getOrDefault("PATH", ""));
  }

  /** The program on a given PATH, or in one of its other places. */
  public Optional<Path> find(String path) {
    Stream<Path> onPath =
        Stream.of(path.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .flatMap(folder -> programs.stream().map(program -> Path.of(folder, program)));
    return Stream.concat(onPath, places.stream()).filter(Files::isExecutable).findFirst();
  }

  /** The program, or the sentence that a test fails with where it is missing. */
  public Path require() {
    return find()
        .orElseThrow(
            () ->
                new CourseException(
                    String.format(
                        "This test needs %s (%s), which is not installed. To install it: %s",
                        name, use, remedy()),
                    ""));
  }

  /** The command that installs it. */
  public String remedy() {
    String os = System.getProperty("os.name");
    if (os.startsWith("Mac")) {
      return "brew install --cask " + debianPackage;
    }
    return os.startsWith("Windows")
        ? "winget install Google.Chrome"
        : "sudo apt install " + debianPackage;
  }
}
