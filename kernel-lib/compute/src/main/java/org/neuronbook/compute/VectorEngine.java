package org.neuronbook.compute;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products by the vector instructions of the processor, through Java's Vector API: Goto, van de
 * Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 2008. A panel of the right
 * factor, two vectors wide, is copied to where it stays in the cache; six rows of the left factor
 * meet it at a time, and their twelve sums never leave the registers.
 *
 * <p>Each element of the product is the sum of its terms in their order, whatever the number of
 * rows and columns, of threads and of lanes: its bits depend on nothing else.
 */
final class VectorEngine implements Engine {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** As many floats as {@link #DOUBLES} has lanes. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final int LANES = DOUBLES.length();
  private static final int ROWS = 6;
  private static final int VECTORS = 2;

  /** Terms that are summed before the sum is added to the result: so many rows has a panel. */
  private static final int DEPTH = 512;

  /** What a thread needs beside the matrices; every product uses it again. */
  private static final class Scratch {
    final double[] panel = new double[DEPTH * VECTORS * LANES];
    final double[] tile = new double[ROWS * VECTORS * LANES];
    final float[] floatPanel = new float[DEPTH * VECTORS * FLOATS.length()];
    final float[] floatTile = new float[ROWS * VECTORS * FLOATS.length()];
    float[] floats = new float[0];

    /**
     * Copies a factor to {@link #floats}, without what lies between its lines; where it is there.
     */
    Operand floats(Operand a) {
      int lines = a.turned() ? a.columns() : a.rows();
      int length = a.turned() ? a.rows() : a.columns();
      if (floats.length < lines * length) {
        floats = new float[lines * length];
      }
      for (int line = 0; line < lines; line++) {
        convert(a.values(), a.at() + line * a.stride(), length, floats, line * length);
      }
      return new Operand(a.values(), 0, a.rows(), a.columns(), length, a.turned());
    }
  }

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /**
   * Whether the processor multiplies and adds in one instruction, as those of x86 do that have
   * vectors of four doubles, and all of ARM; Java's own way would be a thousand times slower.
   */
  static boolean suitsThisProcessor() {
    return LANES >= 4 || System.getProperty("os.arch").equals("aarch64");
  }

  @Override
  public String name() {
    return "Java Vector API";
  }

  @Override
  public void multiply(Precision precision, Operand a, Operand b, boolean add, Operand out) {
    Scratch scratch = SCRATCH.get();
    boolean wide = precision == Precision.FLOAT64;
    int width = VECTORS * (wide ? LANES : FLOATS.length());
    Operand left = wide ? a : scratch.floats(a);
    for (int k = 0; k < a.columns(); k += DEPTH) {
      boolean more = add || k > 0;
      for (int j = 0; j < out.columns(); j += width) {
        Operand panel = b.part(k, j, DEPTH, width);
        if (wide) {
          pack(panel, scratch.panel);
        } else {
          pack(panel, width, scratch.floatPanel);
        }
        for (int i = 0; i < out.rows(); i += ROWS) {
          Operand rows = left.part(i, k, ROWS, DEPTH);
          Operand tile = out.part(i, j, ROWS, width);
          if (wide) {
            tile(rows, a.values(), rows.at(), scratch.panel, scratch.tile);
            put(scratch.tile, more, tile);
          } else {
            tile(rows, scratch.floats, rows.at(), scratch.floatPanel, scratch.floatTile);
            put(scratch.floatTile, width, more, tile);
          }
        }
      }
    }
  }

  /** Copies a panel of the right factor. What lies behind its columns is multiplied for nobody. */
  private static void pack(Operand b, double[] panel) {
    int width = VECTORS * LANES;
    int used = b.columns();
    double[] values = b.values();
    for (int p = 0, to = 0; p < b.rows(); p++, to += width) {
      int from = b.index(p, 0);
      if (b.turned()) {
        for (int j = 0; j < used; j++) {
          panel[to + j] = values[from + j * b.stride()];
        }
      } else if (used == width) {
        for (int j = 0; j < width; j += LANES) {
          DoubleVector.fromArray(DOUBLES, values, from + j).intoArray(panel, to + j);
        }
      } else {
        System.arraycopy(values, from, panel, to, used);
      }
    }
  }

  private static void pack(Operand b, int width, float[] panel) {
    int used = b.columns();
    double[] values = b.values();
    for (int p = 0, to = 0; p < b.rows(); p++, to += width) {
      int from = b.index(p, 0);
      if (b.turned()) {
        for (int j = 0; j < used; j++) {
          panel[to + j] = (float) values[from + j * b.stride()];
        }
      } else {
        convert(values, from, used, panel, to);
      }
    }
  }

  private static void convert(double[] from, int at, int length, float[] to, int atTo) {
    int j = 0;
    for (; j <= length - LANES; j += LANES) {
      ((FloatVector)
              DoubleVector.fromArray(DOUBLES, from, at + j)
                  .convertShape(VectorOperators.D2F, HALF, 0))
          .intoArray(to, atTo + j);
    }
    for (; j < length; j++) {
      to[atTo + j] = (float) from[at + j];
    }
  }

  /**
   * Six rows of the left factor times a panel; below the last row it is computed again, for nobody.
   */
  private static void tile(Operand rows, double[] a, int a0, double[] panel, double[] tile) {
    int last = rows.rows() - 1;
    int down = rows.down();
    int step = rows.right();
    int depth = rows.columns();
    int a1 = a0 + Math.min(1, last) * down;
    int a2 = a0 + Math.min(2, last) * down;
    int a3 = a0 + Math.min(3, last) * down;
    int a4 = a0 + Math.min(4, last) * down;
    int a5 = a0 + Math.min(5, last) * down;
    int lanes = DOUBLES.length();
    DoubleVector c00 = DoubleVector.zero(DOUBLES);
    DoubleVector c01 = DoubleVector.zero(DOUBLES);
    DoubleVector c10 = DoubleVector.zero(DOUBLES);
    DoubleVector c11 = DoubleVector.zero(DOUBLES);
    DoubleVector c20 = DoubleVector.zero(DOUBLES);
    DoubleVector c21 = DoubleVector.zero(DOUBLES);
    DoubleVector c30 = DoubleVector.zero(DOUBLES);
    DoubleVector c31 = DoubleVector.zero(DOUBLES);
    DoubleVector c40 = DoubleVector.zero(DOUBLES);
    DoubleVector c41 = DoubleVector.zero(DOUBLES);
    DoubleVector c50 = DoubleVector.zero(DOUBLES);
    DoubleVector c51 = DoubleVector.zero(DOUBLES);
    for (int p = 0, x = 0, y = 0; p < depth; p++, x += step, y += 2 * lanes) {
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, panel, y);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLES, panel, y + lanes);
      DoubleVector x0 = DoubleVector.broadcast(DOUBLES, a[a0 + x]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      DoubleVector x1 = DoubleVector.broadcast(DOUBLES, a[a1 + x]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      DoubleVector x2 = DoubleVector.broadcast(DOUBLES, a[a2 + x]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      DoubleVector x3 = DoubleVector.broadcast(DOUBLES, a[a3 + x]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      DoubleVector x4 = DoubleVector.broadcast(DOUBLES, a[a4 + x]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      DoubleVector x5 = DoubleVector.broadcast(DOUBLES, a[a5 + x]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, lanes);
    c10.intoArray(tile, 2 * lanes);
    c11.intoArray(tile, 3 * lanes);
    c20.intoArray(tile, 4 * lanes);
    c21.intoArray(tile, 5 * lanes);
    c30.intoArray(tile, 6 * lanes);
    c31.intoArray(tile, 7 * lanes);
    c40.intoArray(tile, 8 * lanes);
    c41.intoArray(tile, 9 * lanes);
    c50.intoArray(tile, 10 * lanes);
    c51.intoArray(tile, 11 * lanes);
  }

  /** The same in floats. */
  private static void tile(Operand rows, float[] a, int a0, float[] panel, float[] tile) {
    int last = rows.rows() - 1;
    int down = rows.down();
    int step = rows.right();
    int depth = rows.columns();
    int a1 = a0 + Math.min(1, last) * down;
    int a2 = a0 + Math.min(2, last) * down;
    int a3 = a0 + Math.min(3, last) * down;
    int a4 = a0 + Math.min(4, last) * down;
    int a5 = a0 + Math.min(5, last) * down;
    int lanes = FLOATS.length();
    FloatVector c00 = FloatVector.zero(FLOATS);
    FloatVector c01 = FloatVector.zero(FLOATS);
    FloatVector c10 = FloatVector.zero(FLOATS);
    FloatVector c11 = FloatVector.zero(FLOATS);
    FloatVector c20 = FloatVector.zero(FLOATS);
    FloatVector c21 = FloatVector.zero(FLOATS);
    FloatVector c30 = FloatVector.zero(FLOATS);
    FloatVector c31 = FloatVector.zero(FLOATS);
    FloatVector c40 = FloatVector.zero(FLOATS);
    FloatVector c41 = FloatVector.zero(FLOATS);
    FloatVector c50 = FloatVector.zero(FLOATS);
    FloatVector c51 = FloatVector.zero(FLOATS);
    for (int p = 0, x = 0, y = 0; p < depth; p++, x += step, y += 2 * lanes) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, panel, y);
      FloatVector b1 = FloatVector.fromArray(FLOATS, panel, y + lanes);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[a0 + x]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + x]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + x]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + x]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[a4 + x]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = FloatVector.broadcast(FLOATS, a[a5 + x]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, lanes);
    c10.intoArray(tile, 2 * lanes);
    c11.intoArray(tile, 3 * lanes);
    c20.intoArray(tile, 4 * lanes);
    c21.intoArray(tile, 5 * lanes);
    c30.intoArray(tile, 6 * lanes);
    c31.intoArray(tile, 7 * lanes);
    c40.intoArray(tile, 8 * lanes);
    c41.intoArray(tile, 9 * lanes);
    c50.intoArray(tile, 10 * lanes);
    c51.intoArray(tile, 11 * lanes);
  }

  /** Writes a tile to its place in the result, or adds it. */
  private static void put(double[] tile, boolean add, Operand out) {
    for (int i = 0; i < out.rows(); i++) {
      int from = i * VECTORS * LANES;
      int at = out.index(i, 0);
      int j = 0;
      for (; j <= out.columns() - LANES; j += LANES) {
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, tile, from + j);
        if (add) { // Two calls: a vector that comes from two sides would go to the heap.
          sum.add(DoubleVector.fromArray(DOUBLES, out.values(), at + j))
              .intoArray(out.values(), at + j);
        } else {
          sum.intoArray(out.values(), at + j);
        }
      }
      for (; j < out.columns(); j++) {
        out.values()[at + j] = (add ? out.values()[at + j] : 0) + tile[from + j];
      }
    }
  }

  private static void put(float[] tile, int width, boolean add, Operand out) {
    double[] values = out.values();
    for (int i = 0; i < out.rows(); i++) {
      int from = i * width;
      int at = out.index(i, 0);
      int j = 0;
      for (; j <= out.columns() - LANES; j += LANES) {
        DoubleVector sum =
            (DoubleVector)
                FloatVector.fromArray(HALF, tile, from + j)
                    .convertShape(VectorOperators.F2D, DOUBLES, 0);
        if (add) { // Two calls, as above.
          sum.add(DoubleVector.fromArray(DOUBLES, values, at + j)).intoArray(values, at + j);
        } else {
          sum.intoArray(values, at + j);
        }
      }
      for (; j < out.columns(); j++) {
        values[at + j] = (add ? values[at + j] : 0) + tile[from + j];
      }
    }
  }
}
