package org.neuronbook.kernel;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Where the values of the cells' variables are.
 *
 * <p>JShell keeps a variable in a static field of a class of its own, {@code REPL.$JShell$12}, and
 * declares that class anew, as {@code $JShell$12B}, with an empty field, whenever something changes
 * that the variable's declaration mentions: its class, an import, a variable in front of it. The
 * value would be lost, and code that was compiled before would go on with the old field.
 *
 * <p>So all versions of a variable share the field of the first version that has the same type
 * ({@link Weaver} turns every access there): the value stays where it is, for everybody. Only where
 * the type itself has become another one is there a new field, and the value has to fit it.
 */
final class Variables {
  private static final Pattern VERSION = Pattern.compile("REPL/(\\$JShell\\$\\d+)[A-Z]*");

  /** What JShell calls the values of expressions that nobody gave a name. */
  private static final Pattern NAMELESS = Pattern.compile("\\$\\d+");

  /** A variable's value has one place as long as the variable has one type. */
  private record Place(String wrapper, String name, String type) {}

  /** A variable whose value is in another place than before. */
  record Moved(String name, Field before, Field now) {}

  private final ClassLoader loader;
  private final Map<Place, String> owners = new HashMap<>();
  private final Map<String, Place> current = new HashMap<>();
  private final Map<String, Place> left = new HashMap<>();

  Variables(ClassLoader loader) {
    this.loader = loader;
  }

  /** Looks whether a class that JShell is about to load holds a variable. */
  synchronized void declare(String className, byte[] classFile) {
    String internalName = className.replace('.', '/');
    Matcher version = VERSION.matcher(internalName);
    if (!version.matches()) {
      return;
    }
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public FieldVisitor visitField(
                  int access, String name, String type, String signature, Object value) {
                if ((access & Opcodes.ACC_SYNTHETIC) == 0) {
                  declare(new Place(version.group(1), name, type), internalName);
                }
                return null;
              }
            },
            ClassReader.SKIP_CODE);
  }

  private void declare(Place place, String owner) {
    owners.putIfAbsent(place, owner);
    Place before = current.put(place.wrapper(), place);
    if (before != null && !before.equals(place)) {
      left.putIfAbsent(place.wrapper(), before);
    }
  }

  /** The class whose field holds the value; for all other fields the class that was asked for. */
  synchronized String owner(String owner, String name, String type) {
    Matcher version = VERSION.matcher(owner);
    return version.matches()
        ? owners.getOrDefault(new Place(version.group(1), name, type), owner)
        : owner;
  }

  /** The variables that have got another type since this was last asked. */
  synchronized List<Moved> moved() {
    List<Moved> moved = new ArrayList<>();
    left.forEach(
        (wrapper, before) -> {
          Place now = current.get(wrapper);
          if (!before.equals(now) && !NAMELESS.matcher(now.name()).matches()) {
            moved.add(new Moved(now.name(), field(before), field(now)));
          }
        });
    left.clear();
    return moved;
  }

  /**
   * The field that holds a variable's value.
   *
   * @param className the class that JShell believes it to be in
   * @return null where no such class was ever loaded
   */
  synchronized Field field(String className, String name) {
    Matcher version = VERSION.matcher(className.replace('.', '/'));
    Place place = version.matches() ? current.get(version.group(1)) : null;
    return place == null || !place.name().equals(name) ? null : field(place);
  }

  private Field field(Place place) {
    try {
      String owner = owners.get(place).replace('/', '.');
      Field field = Class.forName(owner, true, loader).getDeclaredField(place.name());
      field.setAccessible(true); // the class around it is not public
      return field;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(place.toString(), e);
    }
  }

  static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives a variable a value, or leaves it and returns false where the value does not fit. */
  static boolean set(Field field, Object value) {
    try {
      field.set(null, value);
      return true;
    } catch (IllegalArgumentException | NullPointerException e) {
      return false;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a variable holds what it would hold without a value: null, zero or false. */
  static boolean isEmpty(Field field) {
    Object value = value(field);
    return value == null || field.getType().isPrimitive() && value.equals(nothing(field));
  }

  /** Sets a variable that JShell believes to be in that class to null, zero or false. */
  void clear(String className, String name) {
    Field field = field(className, name);
    if (field != null) { // null: its cell never came that far
      clear(field);
    }
  }

  /** Sets a variable to null, zero or false, so that what it held can be collected. */
  static void clear(Field field) {
    set(field, nothing(field));
  }

  private static Object nothing(Field field) {
    return Array.get(Array.newInstance(field.getType(), 1), 0);
  }
}
