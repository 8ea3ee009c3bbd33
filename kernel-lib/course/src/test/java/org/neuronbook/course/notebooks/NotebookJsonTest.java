package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.CourseException;

class NotebookJsonTest {
  @TempDir Path folder;

  @Test
  void writesAsNbformatDoes() {
    Cell code =
        Cell.code("sum", "int a = 1;\na < 2")
            .withOutputs(
                3,
                JsonParser.parseString(
                        "[{\"output_type\":\"execute_result\",\"metadata\":{},\"execution_count\":3,"
                            + "\"data\":{\"text/plain\":\"true\\nµ\",\"image/png\":\"aGk=\"}}]")
                    .getAsJsonArray());
    Notebook notebook =
        new Notebook(new JsonObject(), List.of(Cell.markdown("title", "# A & B\n"), code));
    assertThat(NotebookJson.write(notebook))
        .isEqualTo(
            """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "title",
               "metadata": {},
               "source": [
                "# A & B\\n"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": 3,
               "id": "sum",
               "metadata": {},
               "outputs": [
                {
                 "data": {
                  "image/png": "aGk=",
                  "text/plain": [
                   "true\\n",
                   "µ"
                  ]
                 },
                 "execution_count": 3,
                 "metadata": {},
                 "output_type": "execute_result"
                }
               ],
               "source": [
                "int a = 1;\\n",
                "a < 2"
               ]
              }
             ],
             "metadata": {},
             "nbformat": 4,
             "nbformat_minor": 5
            }
            """);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Cell code = Cell.code("sum", "1 +\n1").withOutputs(1, stream("two\nlines\n"));
    Notebook notebook = new Notebook(new JsonObject(), List.of(code));
    Path file = folder.resolve("a.ipynb");
    Files.writeString(file, NotebookJson.write(notebook));
    assertThat(NotebookJson.read(file)).isEqualTo(notebook);
  }

  @Test
  void saysWhichFileIsNoNotebook() throws IOException {
    Path file = folder.resolve("a.ipynb");
    Files.writeString(file, "<<<<<<< HEAD\n");
    assertThatThrownBy(() -> NotebookJson.read(file))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("a.ipynb is no notebook");
  }

  private static com.google.gson.JsonArray stream(String text) {
    return JsonParser.parseString(
            "[{\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":"
                + new com.google.gson.JsonPrimitive(text)
                + "}]")
        .getAsJsonArray();
  }
}
