package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DefaultImportsTest {

  @Test
  void haveNoSimpleNameTwice() throws Exception {
    Map<String, List<String>> packages = new TreeMap<>();
    List<String> imported = new ArrayList<>(List.of("java.lang"));
    for (String name : JavaShell.DEFAULT_IMPORTS) {
      if (!name.startsWith("static ")) {
        imported.add(name.replace(".*", ""));
      }
    }
    for (String name : imported) {
      for (Path file : classFiles(name)) {
        String simple = file.getFileName().toString().replace(".class", "");
        if (!simple.contains("$") && isPublic(name + "." + simple)) {
          packages.computeIfAbsent(simple, s -> new ArrayList<>()).add(name);
        }
      }
    }
    assertThat(packages).hasSizeGreaterThan(400).containsKeys("Path", "List", "Function");
    packages.values().removeIf(found -> found.size() < 2);
    assertThat(packages).isEmpty();
  }

  private static List<Path> classFiles(String name) throws IOException {
    Path folder =
        FileSystems.getFileSystem(URI.create("jrt:/"))
            .getPath("modules", "java.base", name.replace('.', '/'));
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".class")).toList();
    }
  }

  private static boolean isPublic(String name) throws ClassNotFoundException {
    return Modifier.isPublic(Class.forName(name, false, null).getModifiers());
  }
}
