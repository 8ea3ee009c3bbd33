package org.neuronbook.course.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;
import org.neuronbook.course.grade.GradeCommand;
import org.neuronbook.course.homework.HomeworkCommand;
import org.neuronbook.course.notebooks.NotebooksCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the course; the scripts {@code course} and {@code course.cmd} start it. */
@Command(
    name = "course",
    description = "Deep learning in Java, in notebooks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LabCommand.class,
      TestCommand.class,
      BenchCommand.class,
      NotebooksCommand.class,
      GradeCommand.class,
      HomeworkCommand.class,
      DoctorCommand.class,
      SetupCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {"", "The main one: ./course lab"})
public final class CourseMain {

  private CourseMain() {}

  public static void main(String[] words) {
    Charset charset = Charset.defaultCharset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    int exit = commandLine(Project.here()).setOut(out).setErr(err).execute(words);
    out.flush();
    System.exit(exit);
  }

  static CommandLine commandLine(Project project) {
    CommandLine line = new CommandLine(new CourseMain());
    line.setExecutionExceptionHandler((problem, at, parsed) -> explain(problem, at, project));
    line.setParameterExceptionHandler(CourseMain::explainWords);
    line.setExecutionStrategy(
        parsed -> {
          if (!parsed.hasSubcommand()) {
            line.usage(line.getOut());
            return 0;
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    return line;
  }

  /** Says what was typed wrongly, and the command that is nearest to it. */
  private static int explainWords(CommandLine.ParameterException problem, String[] words) {
    CommandLine at = problem.getCommandLine();
    PrintWriter err = at.getErr();
    boolean unknownCommand =
        at.getParent() == null && words.length > 0 && !at.getSubcommands().containsKey(words[0]);
    if (unknownCommand && !words[0].startsWith("-")) {
      err.println("course: there is no command '" + words[0] + "'.");
      DidYouMean.nearest(words[0], at.getSubcommands().keySet())
          .ifPresent(name -> err.println("  -> Did you mean: ./course " + name));
    } else {
      err.println("course: " + problem.getMessage());
      CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    }
    String name = at.getParent() == null ? "" : " " + at.getCommandName();
    err.println("  -> ./course help" + name + " tells what there is.");
    return at.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Tells a person what went wrong. A stack trace goes into a file, never to the screen. */
  private static int explain(Exception problem, CommandLine at, Project project) {
    PrintWriter err = at.getErr();
    if (problem instanceof CourseException known) {
      err.println("course: " + known.getMessage());
      if (!known.hint().isEmpty()) {
        err.println("  -> " + known.hint());
      }
      return 1;
    }
    err.println(
        "course: something unexpected went wrong: "
            + problem.getClass().getSimpleName()
            + ": "
            + problem.getMessage());
    Path log = project.cache().resolve("course-error.log");
    try {
      StringWriter trace = new StringWriter();
      problem.printStackTrace(new PrintWriter(trace, true));
      Files.createDirectories(log.getParent());
      Files.writeString(log, LocalDateTime.now() + "\n" + trace);
      err.println("  -> All about it: " + log + ". ./course doctor looks for causes.");
    } catch (IOException unwritable) {
      err.println("  -> ./course doctor looks for causes.");
    }
    return 1;
  }
}
