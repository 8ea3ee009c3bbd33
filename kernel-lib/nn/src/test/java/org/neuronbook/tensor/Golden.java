package org.neuronbook.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Reads the numbers that src/test/python/golden.py computed with PyTorch, and compares with them.
 */
public final class Golden {
  /** The largest error: absolute up to size 1, relative beyond. */
  public static final double TOLERANCE = 1e-9;

  private Golden() {}

  /** The cases of one file in src/test/resources/golden. */
  public static List<JsonObject> cases(String file) {
    try (Reader reader =
        new InputStreamReader(Golden.class.getResourceAsStream("/golden/" + file), UTF_8)) {
      return objects(JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cases"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<JsonObject> objects(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  public static int[] ints(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }

  public static Tensor tensor(JsonElement element) {
    JsonObject object = element.getAsJsonObject();
    double[] values =
        StreamSupport.stream(object.getAsJsonArray("values").spliterator(), false)
            .mapToDouble(Golden::number)
            .toArray();
    return Tensor.wrap(Shape.of(ints(object.get("shape"))), values);
  }

  /** A tensor of 0 and 1 as a mask. */
  public static Mask mask(JsonElement element) {
    Tensor numbers = tensor(element);
    boolean[] values = new boolean[numbers.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.data()[i] == 1;
    }
    return Mask.of(numbers.shape(), values);
  }

  private static double number(JsonElement element) {
    switch (element.getAsString()) {
      case "inf":
        return Double.POSITIVE_INFINITY;
      case "-inf":
        return Double.NEGATIVE_INFINITY;
      case "nan":
        return Double.NaN;
      default:
        return element.getAsDouble();
    }
  }

  /** Demands every number of a golden tensor, and its shape. */
  public static void assertSame(String what, Tensor actual, JsonElement golden) {
    Tensor expected = tensor(golden);
    assertThat(actual).as(what).isNotNull();
    assertThat(actual.shape()).as("shape of " + what).isEqualTo(expected.shape());
    double[] got = actual.data();
    double[] want = expected.data();
    for (int i = 0; i < want.length; i++) {
      boolean same =
          Double.compare(got[i], want[i]) == 0
              || Math.abs(got[i] - want[i]) <= TOLERANCE * Math.max(1, Math.abs(want[i]));
      if (!same) {
        throw new AssertionError(
            what
                + ": PyTorch has "
                + want[i]
                + " at element "
                + i
                + " of "
                + expected.shape()
                + ", here it is "
                + got[i]
                + ", ratio "
                + got[i] / want[i]);
      }
    }
  }
}
