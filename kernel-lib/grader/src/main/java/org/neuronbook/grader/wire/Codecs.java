package org.neuronbook.grader.wire;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ejml.data.DMatrixRMaj;

/** The codec of every type that a contract may use. */
final class Codecs {
  private static final Map<Type, Codec> KNOWN = new ConcurrentHashMap<>();

  private Codecs() {}

  /**
   * @throws IllegalArgumentException if values of this type cannot go over the pipe
   */
  static Codec of(Type type) {
    Codec known = KNOWN.get(type);
    if (known == null) {
      known = make(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  private static Codec make(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return Codec.nullable(new ListCodec(of(generic.getActualTypeArguments()[0])));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      Type[] both = generic.getActualTypeArguments();
      Codec key = both[0] instanceof Class<?> simple ? Scalars.of(simple) : null;
      if (key == null) {
        throw unknown(type);
      }
      return Codec.nullable(new MapCodec(key, of(both[1])));
    }
    if (!(type instanceof Class<?> simple)) {
      throw unknown(type);
    }
    Codec scalar = Scalars.of(simple);
    if (scalar != null) {
      return scalar;
    }
    Codec numbers = NumberArrays.of(simple);
    if (numbers != null) {
      return Codec.nullable(numbers);
    }
    if (simple.isArray()) {
      return Codec.nullable(new ArrayCodec(simple.getComponentType()));
    }
    if (simple.isRecord()) {
      return Codec.nullable(new RecordCodec(simple));
    }
    if (simple.isInterface()
        && !Collection.class.isAssignableFrom(simple)
        && !Map.class.isAssignableFrom(simple)) {
      return new ReferenceCodec(simple);
    }
    if (simple == DMatrixRMaj.class) {
      return Codec.nullable(new MatrixCodec());
    }
    throw unknown(type);
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException(
        "values of type %s do not go over the pipe; a contract may use numbers, String, enums, DMatrixRMaj, arrays, List<...>, Map<...> (whose keys are texts, numbers or enums) and records of them, and interfaces"
            .formatted(type.getTypeName()));
  }

  /** Elements one after the other. A codec of an element's type may be this very one. */
  private record ArrayCodec(Class<?> component) implements Codec {
    @Override
    public void write(Object value, Out out) {
      int length = Array.getLength(value);
      out.room(Integer.BYTES).putInt(length);
      for (int i = 0; i < length; i++) {
        of(component).write(Array.get(value, i), out);
      }
    }

    @Override
    public Object read(In in) throws ProtocolException {
      in.enter();
      Object array = Array.newInstance(component, in.count(1));
      for (int i = 0; i < Array.getLength(array); i++) {
        Array.set(array, i, of(component).read(in));
      }
      in.leave();
      return array;
    }

    @Override
    public boolean mutable() {
      return true;
    }

    @Override
    public void copyBack(Object changed, Object original) throws ProtocolException {
      NumberArrays.requireLength(changed, original);
      Codec element = of(component);
      for (int i = 0; i < Array.getLength(original); i++) {
        Object now = Array.get(changed, i);
        Object then = Array.get(original, i);
        if (component.isArray() && sameLength(now, then)) {
          element.copyBack(now, then);
        } else {
          Array.set(original, i, now);
        }
      }
    }

    private static boolean sameLength(Object a, Object b) {
      return a != null && b != null && Array.getLength(a) == Array.getLength(b);
    }
  }

  /** Arrives as a list that cannot be changed; the arrays in it can. */
  private record ListCodec(Codec element) implements Codec {
    @Override
    public void write(Object value, Out out) {
      // A list may say one size and give another number of elements.
      Object[] items = ((List<?>) value).toArray();
      out.room(Integer.BYTES).putInt(items.length);
      for (Object item : items) {
        element.write(item, out);
      }
    }

    @Override
    public Object read(In in) throws ProtocolException {
      in.enter();
      int count = in.count(1);
      var items = new Object[count];
      for (int i = 0; i < count; i++) {
        items[i] = element.read(in);
      }
      in.leave();
      return Collections.unmodifiableList(Arrays.asList(items));
    }

    @Override
    public boolean mutable() {
      return element.mutable();
    }

    @Override
    public void copyBack(Object changed, Object original) throws ProtocolException {
      List<?> now = (List<?>) changed;
      List<?> then = (List<?>) original;
      if (now.size() != then.size()) {
        throw new ProtocolException("a list came back with another length");
      }
      for (int i = 0; i < then.size(); i++) {
        element.copyBack(now.get(i), then.get(i));
      }
    }
  }

  /** An object that stays where it is: a callback of the grader's or an object of the learner's. */
  private record ReferenceCodec(Class<?> type) implements Codec {
    @Override
    public void write(Object value, Out out) {
      out.references().write(value, type, out);
    }

    @Override
    public Object read(In in) throws ProtocolException {
      return in.references().read(type, in);
    }
  }
}
