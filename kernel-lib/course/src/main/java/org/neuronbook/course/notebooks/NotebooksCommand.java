package org.neuronbook.course.notebooks;

import picocli.CommandLine.Command;

/** {@code course notebooks}: everything between a lesson's source and its notebooks. */
@Command(
    name = "notebooks",
    description = "Makes, checks and runs the notebooks of the lessons.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {BuildCommand.class, CheckCommand.class, RunCommand.class})
public final class NotebooksCommand {}
