package org.neuronbook.grader.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys and values in their order. Arrives as a map that cannot be changed; the arrays in it can.
 * Keys are texts, numbers or constants, so that nobody's own {@code equals} is ever asked.
 */
record MapCodec(Codec key, Codec value) implements Codec {
  @Override
  public void write(Object map, Out out) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(((Map<?, ?>) map).entrySet());
    out.room(Integer.BYTES).putInt(entries.size());
    for (Map.Entry<?, ?> entry : entries) {
      key.write(entry.getKey(), out);
      value.write(entry.getValue(), out);
    }
  }

  @Override
  public Object read(In in) throws ProtocolException {
    in.enter();
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int left = in.count(1); left > 0; left--) {
      Object each = key.read(in);
      if (map.containsKey(each)) {
        throw new ProtocolException("a map has a key twice");
      }
      map.put(each, value.read(in));
    }
    in.leave();
    return Collections.unmodifiableMap(map);
  }

  @Override
  public boolean mutable() {
    return value.mutable();
  }

  @Override
  public void copyBack(Object changed, Object original) throws ProtocolException {
    Map<?, ?> now = (Map<?, ?>) changed;
    Map<?, ?> then = (Map<?, ?>) original;
    if (!now.keySet().equals(then.keySet())) {
      throw new ProtocolException("a map came back with other keys");
    }
    for (Map.Entry<?, ?> entry : then.entrySet()) {
      value.copyBack(now.get(entry.getKey()), entry.getValue());
    }
  }
}
