package org.neuronbook.grader.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A record of a contract: its components one after the other, put together by its constructor. */
final class RecordCodec implements Codec {
  private final Class<?> type;
  private final RecordComponent[] components;
  private final Constructor<?> constructor;

  RecordCodec(Class<?> type) {
    this.type = type;
    components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void write(Object value, Out out) {
    for (RecordComponent component : components) {
      codec(component).write(get(value, component), out);
    }
  }

  @Override
  public Object read(In in) throws ProtocolException {
    in.enter();
    var values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = codec(components[i]).read(in);
    }
    in.leave();
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new ProtocolException(
          "no %s can be made of what was sent: %s"
              .formatted(type.getSimpleName(), refused.getCause().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of a contract must be public: " + type, e);
    }
  }

  @Override
  public boolean mutable() {
    return Arrays.stream(components)
        .anyMatch(component -> component.getType() != type && codec(component).mutable());
  }

  @Override
  public void copyBack(Object changed, Object original) throws ProtocolException {
    for (RecordComponent component : components) {
      Codec codec = codec(component);
      if (codec.mutable()) {
        codec.copyBack(get(changed, component), get(original, component));
      }
    }
  }

  /** Asked for when it is needed: a record may contain itself. */
  private static Codec codec(RecordComponent component) {
    return Codecs.of(component.getGenericType());
  }

  private static Object get(Object value, RecordComponent component) {
    Method accessor = component.getAccessor();
    try {
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s cannot be read".formatted(accessor), e);
    }
  }
}
