package org.neuronbook.kernel;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** The jars and folders that were added while the kernel ran; their classes are not woven. */
final class LibraryLoader extends URLClassLoader {

  LibraryLoader(ClassLoader parent) {
    super("libraries", new URL[0], parent);
  }

  /** Adds files and folders, separated as in a class path. */
  void add(String path) {
    for (String entry : path.split(File.pathSeparator)) {
      try {
        addURL(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(entry, e);
      }
    }
  }
}
