package org.neuronbook.course.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Plays a kernel: each cell prints its name in two messages; a cell that may fail fails; a grade
 * cell gives all points where a solution stands and none where a stub stands.
 */
final class FakeExecutor implements Executor {
  final List<String> executed = new ArrayList<>();
  private final Map<String, JsonArray> special = new HashMap<>();
  private Failure failure;

  /** Makes a cell answer with these outputs. */
  FakeExecutor answer(String id, JsonObject... outputs) {
    JsonArray array = new JsonArray();
    List.of(outputs).forEach(array::add);
    special.put(id, array);
    return this;
  }

  /** Makes every execution end like this. */
  FakeExecutor failWith(Failure newFailure) {
    failure = newFailure;
    return this;
  }

  @Override
  public synchronized Execution execute(Job job, Consumer<String> onCell) {
    executed.add(job.name());
    boolean solved = job.notebook().cells().stream().anyMatch(c -> Solution.isMarked(c.source()));
    List<Cell> cells = new ArrayList<>();
    int count = 0;
    for (Cell cell : job.notebook().cells()) {
      if (cell.isCode()) {
        count++;
        onCell.accept(cell.id());
        cells.add(cell.withOutputs(count, outputs(cell, count, solved)));
      } else {
        cells.add(cell);
      }
    }
    return new Execution(job.notebook().withCells(cells), failure, 1.5, 100L << 20);
  }

  private JsonArray outputs(Cell cell, int count, boolean solved) {
    if (special.containsKey(cell.id())) {
      return special.get(cell.id()).deepCopy();
    }
    JsonArray outputs = new JsonArray();
    Double points = Grading.pointsOfGradeCell(cell);
    if (points != null) {
      outputs.add(result(Double.toString(solved ? points : 0), count));
    } else if (cell.mayFail()) {
      outputs.add(error("IndexOutOfBounds", "3 is too large", "line 2 of the cell"));
    } else {
      outputs.add(stream("cell "));
      outputs.add(stream(cell.id() + "\n"));
    }
    return outputs;
  }

  static JsonObject stream(String text) {
    JsonObject output = output("stream");
    output.addProperty("name", "stdout");
    output.addProperty("text", text);
    return output;
  }

  static JsonObject error(String name, String text, String traceback) {
    JsonObject output = output("error");
    output.addProperty("ename", name);
    output.addProperty("evalue", text);
    JsonArray lines = new JsonArray();
    lines.add(traceback);
    output.add("traceback", lines);
    return output;
  }

  static JsonObject result(String text, int count) {
    JsonObject output = output("execute_result");
    JsonObject data = new JsonObject();
    data.addProperty("text/plain", text);
    output.add("data", data);
    output.add("metadata", new JsonObject());
    output.addProperty("execution_count", count);
    return output;
  }

  private static JsonObject output(String type) {
    JsonObject output = new JsonObject();
    output.addProperty("output_type", type);
    return output;
  }
}
