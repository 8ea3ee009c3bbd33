package org.neuronbook.kernel;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;

/**
 * Defines the classes of cells. Behind it stand the libraries that were added while the kernel ran,
 * and behind those the kernel's own loader, so that a {@code Tensor} in a cell and a {@code Tensor}
 * in a renderer are the same class.
 */
final class CellClassLoader extends ClassLoader implements LoaderDelegate {
  private final Map<String, byte[]> declared = new HashMap<>();
  private final Variables variables = new Variables(this);
  private final LibraryLoader libraries;

  CellClassLoader(LibraryLoader libraries) {
    super("cells", libraries);
    this.libraries = libraries;
    // A learner who writes assert means it; no flag should be needed.
    setDefaultAssertionStatus(true);
  }

  Variables variables() {
    return variables;
  }

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    boolean[] loaded = new boolean[classes.length];
    synchronized (declared) {
      for (ClassBytecodes one : classes) {
        declared.put(one.name(), one.bytecodes());
      }
    }
    for (ClassBytecodes one : classes) {
      variables.declare(one.name(), one.bytecodes());
    }
    for (int i = 0; i < classes.length; i++) {
      try {
        // getDeclaredMethods links the signatures now, so that a missing type is reported here.
        loadClass(classes[i].name()).getDeclaredMethods();
        loaded[i] = true;
      } catch (ClassNotFoundException | LinkageError e) {
        throw new ClassInstallException(classes[i].name() + ": " + e, loaded);
      }
    }
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    Class<?> known = findLoadedClass(name);
    if (known != null) {
      return known;
    }
    byte[] classFile;
    synchronized (declared) {
      classFile = declared.get(name);
    }
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] woven = Weaver.weave(classFile, variables);
    return defineClass(name, woven, 0, woven.length);
  }

  /**
   * The class file of a cell's class as the compiler wrote it, like that of any other class: tools
   * read from it which line a class begins at.
   */
  @Override
  public InputStream getResourceAsStream(String file) {
    byte[] classFile = null;
    if (file.endsWith(".class")) {
      synchronized (declared) {
        classFile = declared.get(file.substring(0, file.length() - 6).replace('/', '.'));
      }
    }
    return classFile == null
        ? super.getResourceAsStream(file)
        : new ByteArrayInputStream(classFile);
  }

  @Override
  public void classesRedefined(ClassBytecodes[] classes) {
    // JShell asks this of engines that can redefine; this one declares anew instead.
  }

  @Override
  public void addToClasspath(String path) {
    libraries.add(path);
  }
}
