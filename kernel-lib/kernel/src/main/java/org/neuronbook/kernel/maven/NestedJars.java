package org.neuronbook.kernel.maven;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The classes of the Maven resolver, read from jars that lie inside this jar. A class that one of
 * them has is taken from there; all others come from the kernel.
 */
final class NestedJars extends ClassLoader {
  private static final String FOLDER =
      NestedJars.class.getPackageName().replace('.', '/') + "/nested";

  private final Map<String, byte[]> files = new HashMap<>();

  NestedJars(ClassLoader parent) {
    super("maven", parent);
    try {
      Path home =
          Path.of(NestedJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(home)) {
        readAll(home.resolve(FOLDER));
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(home)) {
          readAll(jar.getPath(FOLDER));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void readAll(Path folder) throws IOException {
    List<Path> jars;
    try (Stream<Path> found = Files.list(folder)) {
      jars = found.sorted().toList();
    }
    for (Path jar : jars) {
      try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          if (!entry.isDirectory()) {
            files.putIfAbsent(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
  }

  Artifacts artifacts() {
    try {
      Constructor<?> constructor =
          loadClass(getClass().getPackageName() + ".MavenArtifacts").getDeclaredConstructor();
      constructor.setAccessible(true); // a package of another class loader is another package
      return (Artifacts) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the Maven resolver does not start", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      byte[] classFile = classFile(name);
      return classFile == null
          ? super.loadClass(name, resolve)
          : defineClass(name, classFile, 0, classFile.length);
    }
  }

  /** The one class of ours that calls the resolver has to live where the resolver does. */
  private byte[] classFile(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    if (!name.startsWith(getClass().getPackageName() + ".MavenArtifacts")) {
      return files.get(file);
    }
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  protected URL findResource(String name) {
    byte[] content = files.get(name);
    if (content == null) {
      return null;
    }
    try {
      return new URL(null, "nested:/" + name, new InMemory(content));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }

  private static final class InMemory extends URLStreamHandler {
    private final byte[] content;

    InMemory(byte[] content) {
      this.content = content;
    }

    @Override
    protected URLConnection openConnection(URL address) {
      return new URLConnection(address) {
        @Override
        public void connect() {
          connected = true;
        }

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(content);
        }
      };
    }
  }
}
