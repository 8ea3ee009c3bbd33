package org.neuronbook.course.homework;

import picocli.CommandLine.Command;

/** {@code course homework}: a class with nbgrader, from the exercises to the marks. */
@Command(
    name = "homework",
    description = {
      "Hands out exercises to a class, collects and grades them, with nbgrader.",
      "After `create` the plain nbgrader commands do the same."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      CreateCommand.class,
      ReleaseCommand.class,
      CollectCommand.class,
      AutogradeCommand.class,
      FeedbackCommand.class
    })
public final class HomeworkCommand {}
