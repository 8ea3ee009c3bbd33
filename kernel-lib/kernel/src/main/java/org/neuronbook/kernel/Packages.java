package org.neuronbook.kernel;

import java.io.File;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The packages of the JDK and of the class path's jars: JShell itself offers few in imports. */
final class Packages {
  private static Set<String> all;

  private Packages() {}

  /** The next words of packages that begin so, {@code util.} for {@code java.ut}. */
  static List<String> next(String begun) {
    int from = begun.lastIndexOf('.') + 1;
    Set<String> words = new TreeSet<>();
    for (String name : all()) {
      if (name.startsWith(begun)) {
        int dot = name.indexOf('.', from);
        words.add(name.substring(from, dot < 0 ? name.length() : dot) + ".");
      }
    }
    return List.copyOf(words);
  }

  private static synchronized Set<String> all() {
    if (all == null) {
      all = new TreeSet<>();
      for (Module module : ModuleLayer.boot().modules()) {
        module.getPackages().stream().filter(module::isExported).forEach(all::add);
      }
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (path.endsWith(".jar")) {
          addAll(path);
        }
      }
    }
    return all;
  }

  private static void addAll(String path) {
    try (JarFile jar = new JarFile(path)) {
      for (Enumeration<JarEntry> each = jar.entries(); each.hasMoreElements(); ) {
        String name = each.nextElement().getName();
        int end = name.lastIndexOf('/');
        if (name.endsWith(".class") && end > 0 && !name.startsWith("META-INF/")) {
          all.add(name.substring(0, end).replace('/', '.'));
        }
      }
    } catch (IOException unreadable) {
      // a jar that is gone has no packages
    }
  }
}
