package org.neuronbook.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;

/**
 * Maps and lists in and out of comm messages.
 *
 * <p>JJava's methods name classes of Gson, which JJava's own kernel has under another package name
 * than Neuronbook's. Code compiled against the one does not link to the other, so they are looked
 * up by reflection, in this class only.
 */
final class CommJson {

  private static final Method OPEN_DATA = method(CommOpenCommand.class, "getData");
  private static final Method MESSAGE_DATA = method(CommMsgCommand.class, "getData");
  private static final Class<?> OBJECT = MESSAGE_DATA.getReturnType();
  private static final Class<?> ELEMENT = gson("JsonElement");
  private static final Method ADD = method(OBJECT, "add", String.class, ELEMENT);
  private static final Method SEND = method(Comm.class, "send", OBJECT);
  private static final Method TO_TREE = method(gson("Gson"), "toJsonTree", Object.class);
  private static final Method FROM_TREE = method(gson("Gson"), "fromJson", ELEMENT, Class.class);
  private static final Object GSON = newGson();

  private CommJson() {}

  /** Adds members to the data of a message that opens a comm. */
  static void put(CommOpenCommand open, Map<String, ?> members) {
    Object data = call(OPEN_DATA, open);
    members.forEach((name, value) -> call(ADD, data, name, call(TO_TREE, GSON, value)));
  }

  /** The data of a message: maps, lists, texts, booleans, and every number as Double. */
  static Map<?, ?> read(CommMsgCommand message) {
    return (Map<?, ?>) call(FROM_TREE, GSON, call(MESSAGE_DATA, message), Map.class);
  }

  static void send(Comm comm, Map<String, Object> data) {
    call(SEND, comm, call(TO_TREE, GSON, data));
  }

  private static Class<?> gson(String name) {
    try {
      return Class.forName(OBJECT.getPackageName() + "." + name, true, OBJECT.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new LinkageError("this release of JJava has no Gson that is known", e);
    }
  }

  private static Object newGson() {
    try {
      return gson("Gson").getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this release of JJava has no Gson that is known", e);
    }
  }

  private static Method method(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new LinkageError("this release of JJava has other comms than those known", e);
    }
  }

  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError("this release of JJava has closed its comms", e);
    }
  }
}
