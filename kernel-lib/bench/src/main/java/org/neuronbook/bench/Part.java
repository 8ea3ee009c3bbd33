package org.neuronbook.bench;

/** What a measured net is made of, said so that every library can build it in its own words. */
interface Part {
  /** y = x W + b. */
  record Dense(int inputs, int outputs) implements Part {}

  /** A square kernel, stride 1, no padding. */
  record Conv(int inputs, int outputs, int size) implements Part {}

  /** The largest of each square. */
  record Pool(int size) implements Part {}

  record Relu() implements Part {}

  record Sigmoid() implements Part {}

  record Flatten() implements Part {}

  /** The last hidden state of a sequence: (batch, time, inputs) to (batch, hidden). */
  record Lstm(int inputs, int hidden) implements Part {}

  /** BERT from token ids (batch, time) to the last layer's vectors. */
  record Bert(int vocabulary, int positions, int layers, Encoder encoder) implements Part {}

  /** A block of a transformer's encoder; BERT has gelu and normalises last. */
  record Encoder(int width, int heads, int feedForward, boolean normFirst, boolean gelu)
      implements Part {}

  /** (n, n) x (n, n) and nothing else: what the machine can do at most. */
  record Product(int n) implements Part {}
}
