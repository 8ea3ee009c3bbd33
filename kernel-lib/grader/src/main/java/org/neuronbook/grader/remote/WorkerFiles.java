package org.neuronbook.grader.remote;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.ejml.data.DMatrixRMaj;
import org.neuronbook.grader.Submission;
import org.neuronbook.grader.Todo;
import org.neuronbook.grader.wire.Peer;
import org.neuronbook.grader.worker.WorkerMain;

/**
 * The jar that a worker's class path consists of: contracts, what their signatures mention, the
 * worker's own classes, and the library that submissions may use. It is one jar, because a compiler
 * that opens seven for each submission takes longer. Tests lie beside the contracts in one package;
 * they do not get in, because the list is made from the contracts and not from the folder.
 */
final class WorkerFiles {
  private static final String OURS = "org.neuronbook.";

  /** What the worker's own classes use of the grader. */
  private static final List<String> SHARED =
      List.of(
          "ClassFileLines",
          "Comparison",
          "Difference",
          "HandedIn",
          "Isolation",
          "LearnerException",
          "LearnerLine",
          "LocalSubmission",
          "Mismatch",
          "Submission",
          "Submission$Instance",
          "Todo");

  private WorkerFiles() {}

  static void write(Path jar, Collection<Class<?>> contracts, Library library) throws IOException {
    Set<Class<?>> mentioned = new LinkedHashSet<>();
    contracts.forEach(contract -> mention(contract, mentioned));
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : mentioned) {
        copy(type, type.getName().replace('.', '/') + ".class", out);
      }
      for (String name : SHARED) {
        copy(Todo.class, path(Todo.class) + name + ".class", out);
      }
      for (Class<?> each : List.of(Peer.class, WorkerMain.class)) {
        for (String file : filesBeside(each)) {
          copy(each, path(each) + file, out);
        }
      }
      // Contracts may speak of matrices, whatever the library is.
      Set<Path> places = new LinkedHashSet<>(List.of(place(DMatrixRMaj.class)));
      for (Class<?> anchor : library.anchors()) {
        places.add(place(anchor));
      }
      for (Path place : places) {
        copyAll(place, out);
      }
    }
  }

  /** All classes of a folder or a jar. */
  private static void copyAll(Path place, JarOutputStream out) throws IOException {
    if (Files.isDirectory(place)) {
      copyUnder(place, out);
      return;
    }
    try (var jar = FileSystems.newFileSystem(place)) {
      copyUnder(jar.getPath("/"), out);
    }
  }

  private static void copyUnder(Path root, JarOutputStream out) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".class") && !name.equals("module-info.class")) {
          try (InputStream in = Files.newInputStream(file)) {
            add(name, in, out);
          }
        }
      }
    }
  }

  /** A contract and all types of ours in its signatures. */
  private static void mention(Type type, Set<Class<?>> into) {
    if (type instanceof ParameterizedType generic) {
      List.of(generic.getActualTypeArguments()).forEach(argument -> mention(argument, into));
    } else if (type instanceof GenericArrayType array) {
      mention(array.getGenericComponentType(), into);
    } else if (type instanceof Class<?> array && array.isArray()) {
      mention(array.getComponentType(), into);
    } else if (type instanceof Class<?> ours && ours.getName().startsWith(OURS) && into.add(ours)) {
      signatures(ours, into);
    }
  }

  private static void signatures(Class<?> type, Set<Class<?>> into) {
    List.of(type.getInterfaces()).forEach(parent -> mention(parent, into));
    List.of(type.getDeclaredClasses()).forEach(nested -> mention(nested, into));
    if (type.getDeclaringClass() != null) {
      mention(type.getDeclaringClass(), into);
    }
    for (Method method : type.getDeclaredMethods()) {
      mention(method.getGenericReturnType(), into);
      List.of(method.getGenericParameterTypes()).forEach(parameter -> mention(parameter, into));
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        mention(component.getGenericType(), into);
      }
    }
  }

  private static String path(Class<?> type) {
    return type.getPackageName().replace('.', '/') + "/";
  }

  /** The class files of a package of the grader's, whether it lies in a folder or in a jar. */
  private static List<String> filesBeside(Class<?> type) throws IOException {
    Path place = place(type);
    if (Files.isDirectory(place)) {
      return names(place.resolve(path(type)));
    }
    try (var jar = FileSystems.newFileSystem(place)) {
      return names(jar.getPath(path(type)));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static Path place(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("cannot find the classes of " + Submission.class, e);
    }
  }

  private static void copy(Class<?> beside, String path, JarOutputStream out) throws IOException {
    try (InputStream in = beside.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("the worker needs %s, which is missing".formatted(path));
      }
      add(path, in, out);
    }
  }

  private static void add(String name, InputStream in, JarOutputStream out) throws IOException {
    // A fixed time: the class-data archive is made for this very file.
    var entry = new JarEntry(name);
    entry.setTime(0);
    out.putNextEntry(entry);
    in.transferTo(out);
    out.closeEntry();
  }
}
