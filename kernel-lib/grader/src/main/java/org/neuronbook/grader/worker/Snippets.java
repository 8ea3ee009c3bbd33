package org.neuronbook.grader.worker;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** The classes of a submission. Their files can be read, as line numbers are looked up in them. */
final class Snippets extends ClassLoader {
  private final Map<String, byte[]> files = new HashMap<>();

  Snippets() {
    super(Snippets.class.getClassLoader());
  }

  synchronized void add(Program.ClassFile file) {
    files.put(file.name().replace('/', '.'), file.bytes());
  }

  @Override
  protected synchronized Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public synchronized InputStream getResourceAsStream(String path) {
    byte[] bytes = files.get(path.replace(".class", "").replace('/', '.'));
    return bytes == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(bytes);
  }
}
