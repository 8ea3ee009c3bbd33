package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Running, stopping, typing an answer and running again: what a learner does all day. */
@ExtendWith(Desk.Extension.class)
class RunningCellsInBrowserTest {

  @Test
  void theSquareStopsAnEndlessLoopAndTheNextCellRunsAtOnceWithAllVariables(Desk desk)
      throws Exception {
    NotebookPage notebook =
        desk.open("endless", "int count = 41;", "while (true) { }", "count + 1");
    notebook.run(0);
    notebook.start(1);
    notebook.interrupt();
    notebook.waitUntilIdle(20_000);

    assertThat(notebook.text(1))
        .isEqualTo("Interrupted: The cell was stopped. Variables keep their values.");
    notebook.run(2);
    assertThat(notebook.text(2)).isEqualTo("42");
  }

  @Test
  void aHundredThousandLinesArriveAndThePageGoesOn(Desk desk) throws Exception {
    NotebookPage notebook =
        desk.open(
            "lines",
            "for (int i = 1; i <= 100_000; i++) System.out.println(\"line \" + i);",
            "\"still here\"");
    notebook.run(0);

    assertThat(notebook.lines(0)).hasSize(100_000).startsWith("line 1").endsWith("line 100000");
    notebook.run(1);
    assertThat(notebook.text(1)).isEqualTo("still here");
  }

  @Test
  void aCellThatAsksIsAnsweredAndOneThatWritesOverItsLineShowsTheLast(Desk desk) throws Exception {
    NotebookPage notebook =
        desk.open(
            "asks",
            """
            System.out.print("Your name? ");
            String name = new Scanner(System.in).nextLine();
            "Good day, " + name
            """,
            """
            for (int i = 0; i <= 100; i++) { System.out.print("\\r" + i + " % done"); Thread.sleep(2); }
            """);
    notebook.start(0);
    notebook.answer("Ada");
    notebook.waitUntilIdle(20_000);
    assertThat(notebook.text(0)).contains("Your name?").contains("Good day, Ada");

    notebook.run(1);
    assertThat(notebook.text(1)).isEqualTo("100 % done");
  }

  @Test
  void cellsRunInTheOrderInWhichTheyAreRun(Desk desk) throws Exception {
    NotebookPage notebook = desk.open("order", "int number = 1;", "number = number * 10; number");
    notebook.run(0);
    notebook.run(1);
    notebook.run(1);
    assertThat(notebook.text(1)).isEqualTo("100");

    notebook.run(0);
    notebook.run(1);
    assertThat(notebook.text(1)).isEqualTo("10");
    assertThat(Integer.parseInt(notebook.prompt(1)))
        .as("the number in the brackets of the cell that ran last")
        .isEqualTo(Integer.parseInt(notebook.prompt(0)) + 1);
  }
}
