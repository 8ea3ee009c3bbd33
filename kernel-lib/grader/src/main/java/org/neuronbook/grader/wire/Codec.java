package org.neuronbook.grader.wire;

/**
 * How values of one type go over the pipe. The type is what a contract declares, so that the bytes
 * carry no types: a side can only ever receive what the contract says.
 */
interface Codec {
  void write(Object value, Out out);

  Object read(In in) throws ProtocolException;

  /** Whether a value, or something inside it, can be changed in place. */
  default boolean mutable() {
    return false;
  }

  /** Makes the original hold what its changed copy holds. Only for {@link #mutable} types. */
  default void copyBack(Object changed, Object original) throws ProtocolException {
    throw new UnsupportedOperationException();
  }

  /** The same for values that may be null: one byte before each. */
  static Codec nullable(Codec codec) {
    return new Codec() {
      @Override
      public void write(Object value, Out out) {
        out.room(1).put((byte) (value == null ? 0 : 1));
        if (value != null) {
          codec.write(value, out);
        }
      }

      @Override
      public Object read(In in) throws ProtocolException {
        return in.flag() ? codec.read(in) : null;
      }

      @Override
      public boolean mutable() {
        return codec.mutable();
      }

      @Override
      public void copyBack(Object changed, Object original) throws ProtocolException {
        if (changed != null && original != null) {
          codec.copyBack(changed, original);
        }
      }
    };
  }
}
