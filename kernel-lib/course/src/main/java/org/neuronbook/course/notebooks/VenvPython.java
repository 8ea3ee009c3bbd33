package org.neuronbook.course.notebooks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import org.neuronbook.grader.progress.ProgressPlace;

/**
 * The interpreter of the project's own Python environment.
 *
 * @param environment variables for each call; a null value takes a variable away
 */
record VenvPython(Path interpreter, Map<String, String> environment) {

  static VenvPython of(Project project) {
    Map<String, String> variables = Jupyter.variables(project);
    // What a build runs is nobody's progress and nobody's history.
    variables.put(ProgressPlace.VARIABLE, ProgressPlace.OFF);
    variables.put(Jupyter.HISTORY, "off");
    return new VenvPython(project.python("python"), variables);
  }

  /** A call that sees no packages but those of the environment, its two streams in order (-u). */
  Program program(Path folder, String... arguments) {
    if (!Files.exists(interpreter)) {
      throw new CourseException(
          "the project's Python environment is missing: there is no " + interpreter,
          "type ./course setup, which makes it");
    }
    return Program.of(folder, interpreter, "-I", "-u", "-X", "utf8")
        .with(List.of(arguments))
        .with(environment);
  }
}
