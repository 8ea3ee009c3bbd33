package org.neuronbook.tensor;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neuronbook.nn.LabelOptions;

/**
 * Finds every differentiable op and every layer of the library by looking at its classes, so that
 * the tests that must cover them all cannot forget one.
 */
public final class Ops {
  /** Public methods of Tensor that give a tensor but compute nothing new from numbers. */
  private static final Set<String> NO_OPS = Set.of("grad()", "retainGrad()", "detach()");

  private static final Set<Class<?>> ARGUMENTS =
      Set.of(
          Tensor.class,
          Tensor[].class,
          Mask.class,
          Window.class,
          double.class,
          int.class,
          int[].class,
          int[][].class,
          BagMode.class,
          boolean.class,
          LabelOptions.class);

  private Ops() {}

  private static final Map<String, Method> ALL = find();

  /**
   * All ops of the library by signature: {@code add(Tensor)}, {@code Losses.mse(Tensor, Tensor)}.
   */
  public static Map<String, Method> all() {
    return ALL;
  }

  private static Map<String, Method> find() {
    Map<String, Method> all = new TreeMap<>();
    for (JavaClass each : mainClasses()) {
      if (each.getModifiers().contains(JavaModifier.PUBLIC)) {
        all.putAll(declaredBy(each.reflect()));
      }
    }
    return all;
  }

  /** The ops that one class declares. */
  static Map<String, Method> declaredBy(Class<?> owner) {
    Map<String, Method> ops = new TreeMap<>();
    for (Method method : owner.getDeclaredMethods()) {
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      if (Modifier.isPublic(method.getModifiers())
          && !method.isSynthetic()
          && method.getReturnType() == Tensor.class
          && (isStatic ? takesTensor(method) : TensorOps.class.isAssignableFrom(owner))
          && ARGUMENTS.containsAll(List.of(method.getParameterTypes()))
          && !NO_OPS.contains(signature(method))) {
        ops.put(signature(method), method);
      }
    }
    return ops;
  }

  private static boolean takesTensor(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .anyMatch(type -> type == Tensor.class || type == Tensor[].class);
  }

  private static String signature(Method method) {
    String owner = method.getDeclaringClass().getSimpleName();
    return (Modifier.isStatic(method.getModifiers()) ? owner + "." : "")
        + method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The names of all public layers that can be made. */
  public static Map<String, Class<?>> layers() {
    Map<String, Class<?>> layers = new TreeMap<>();
    for (JavaClass each : mainClasses()) {
      if (each.isAssignableTo("org.neuronbook.nn.Layer")
          && each.getModifiers().contains(JavaModifier.PUBLIC)
          && !each.getModifiers().contains(JavaModifier.ABSTRACT)) {
        layers.put(each.getSimpleName(), each.reflect());
      }
    }
    return layers;
  }

  /** The classes that ship, without the tests. */
  public static JavaClasses mainClasses() {
    try {
      return new ClassFileImporter()
          .importPath(
              Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls an op: the first argument is the tensor it is called on unless the op is static. */
  public static Tensor call(String op, Object... arguments) {
    Method method = all().get(op);
    if (method == null) {
      throw new AssertionError("no op has the signature " + op + "; there are " + all().keySet());
    }
    return call(method, arguments);
  }

  static Tensor call(Method method, Object... arguments) {
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    try {
      return (Tensor)
          (isStatic
              ? method.invoke(null, arguments)
              : method.invoke(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length)));
    } catch (InvocationTargetException e) {
      throw new AssertionError(method.getName() + " threw " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
