package org.neuronbook.course.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The entries Run All Cells and Restart Kernel of the menus. */
@ExtendWith(Desk.Extension.class)
class RunAllInBrowserTest {

  @Test
  void stopsAtTheFirstErrorAndAfterARestartAndAMendedCellRunsToTheEnd(Desk desk) throws Exception {
    NotebookPage notebook =
        desk.open(
            "run-all",
            "int[] marks = {1, 2, 3};",
            "marks[3]",
            "System.out.println(\"this comes after the error\");");
    notebook.runAll();
    notebook.waitForText(1, "marks[3]");
    notebook.waitUntilIdle(20_000);

    assertThat(notebook.text(1))
        .startsWith("ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3")
        .contains("cell 2, line 1");
    assertThat(notebook.text(2)).as("output of the cell after the error").isEmpty();
    assertThat(notebook.prompt(2)).as("number of the cell after the error").isBlank();

    notebook.type(1, "marks[2]");
    notebook.restartKernel();
    notebook.run(1);
    assertThat(notebook.text(1))
        .as("a restarted kernel has forgotten the variable")
        .contains("cannot find symbol: variable marks");

    notebook.runAll();
    notebook.waitForText(2, "this comes after the error");
    notebook.waitUntilIdle(20_000);
    assertThat(notebook.text(1)).isEqualTo("3");
  }
}
