package org.neuronbook.grader.wire;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of this side that the other may call, and stand-ins for the other's. An object is
 * known by its number in the list of its owner, together with the interface that it was handed over
 * as: no other method of it can be called.
 */
final class References {
  private static final byte NULL = 0;
  private static final byte MINE = 1;
  private static final byte YOURS = 2;

  /** An object of this side. */
  record Export(Class<?> type, Object object, Invoker invoker) {}

  private record Stand(Peer peer, int number, Class<?> type) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return switch (method.getName()) {
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> type.getSimpleName();
        };
      }
      return peer.call(number, type, method, arguments);
    }
  }

  private final Peer peer;
  private final List<Export> exports = new ArrayList<>();
  private final Map<Object, Integer> numbers = new IdentityHashMap<>();

  References(Peer peer) {
    this.peer = peer;
  }

  /** Makes an object callable; returns its number. */
  synchronized int export(Class<?> type, Object object, Invoker invoker) {
    exports.add(new Export(type, object, invoker));
    return exports.size() - 1;
  }

  synchronized Export exported(int number) throws ProtocolException {
    if (number < 0 || number >= exports.size()) {
      throw new ProtocolException("there is no object %d".formatted(number));
    }
    return exports.get(number);
  }

  /** A stand-in for an object of the other side. */
  Object stand(int number, Class<?> type) {
    var handler = new Stand(peer, number, type);
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  synchronized void write(Object value, Class<?> type, Out out) {
    if (value == null) {
      out.room(1).put(NULL);
    } else if (standIn(value) instanceof Stand stand && stand.peer() == peer) {
      out.room(5).put(YOURS).putInt(stand.number());
    } else {
      Integer number = numbers.get(value);
      if (number == null || exports.get(number).type() != type) {
        number = export(type, value, (method, arguments) -> invoke(value, method, arguments));
        numbers.put(value, number);
      }
      out.room(5).put(MINE).putInt(number);
    }
  }

  Object read(Class<?> type, In in) throws ProtocolException {
    byte owner = in.need(1).get();
    if (owner == NULL) {
      return null;
    }
    int number = in.need(4).getInt();
    if (owner == MINE) {
      return stand(number, type);
    }
    Object object = owner == YOURS ? exported(number).object() : null;
    if (!type.isInstance(object)) {
      throw new ProtocolException("object %d is no %s".formatted(number, type.getSimpleName()));
    }
    return object;
  }

  private static Object standIn(Object value) {
    return Proxy.isProxyClass(value.getClass()) ? Proxy.getInvocationHandler(value) : null;
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
