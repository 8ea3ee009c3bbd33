package org.neuronbook.course.grade;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.neuronbook.course.CourseException;

/** The results of a batch: {@code grades.json}, which holds all, and the formats asked for. */
final class Grades {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String FILE = "grades.json";

  private Grades() {}

  static void write(Path folder, List<Graded> all, List<Format> formats) throws IOException {
    Files.createDirectories(folder);
    List<Graded> sorted = all.stream().sorted(Comparator.comparing(Graded::submission)).toList();
    Files.writeString(folder.resolve(FILE), GSON.toJson(sorted) + "\n");
    for (Format format : formats) {
      format.write(folder, sorted);
    }
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws CourseException if the folder holds no results
   */
  static List<Graded> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new CourseException(
          "there is no %s in %s".formatted(FILE, folder),
          "Name folders that `course grade ... --out` wrote to, after it has ended.");
    }
    try {
      return List.of(GSON.fromJson(Files.readString(file), Graded[].class));
    } catch (JsonParseException | NullPointerException spoilt) {
      throw new CourseException(
          "%s holds no results that can be read".formatted(file), "Grade that part again.");
    }
  }
}
