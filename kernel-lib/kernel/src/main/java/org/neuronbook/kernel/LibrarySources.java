package org.neuronbook.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source of libraries that carry it in their jar, in {@value #FOLDER}: the documentation and
 * the code that Shift-Tab and {@code name?} show come from there. Any library may; the kernel knows
 * none of them.
 */
final class LibrarySources {
  static final String FOLDER = "META-INF/sources/";

  private static final int MAX_SUPERTYPES = 12;

  private final ClassLoader loader;
  private final Map<String, Optional<SourceDeclarations>> parsed = new HashMap<>();

  LibrarySources(ClassLoader loader) {
    this.loader = loader;
  }

  /** A type, by its qualified name. */
  Optional<SourceDeclarations.Found> type(String qualified) {
    return file(qualified).flatMap(file -> file.type(within(qualified)));
  }

  /** A type's declaration without its body. */
  Optional<String> header(String qualified) {
    return file(qualified).flatMap(file -> file.header(within(qualified)));
  }

  /**
   * A member; where it has no comment of its own, with that of the method it overrides, or of the
   * class it constructs.
   */
  Optional<SourceDeclarations.Found> member(String qualified, Signature wanted) {
    Optional<SourceDeclarations.Found> own =
        file(qualified).flatMap(file -> file.member(within(qualified), wanted));
    if (own.isEmpty() || own.get().comment() != null) {
      return own;
    }
    String comment =
        wanted.isConstructor()
            ? type(qualified).map(SourceDeclarations.Found::comment).orElse(null)
            : inherited(qualified, wanted, MAX_SUPERTYPES);
    return own.map(found -> found.withComment(comment));
  }

  private String inherited(String qualified, Signature wanted, int patience) {
    List<String> supertypes =
        file(qualified).map(file -> file.supertypes(within(qualified))).orElse(List.of());
    for (String each : patience == 0 ? List.<String>of() : supertypes) {
      Optional<SourceDeclarations.Found> found =
          file(each).flatMap(file -> file.member(within(each), wanted));
      if (found.isPresent() && found.get().comment() != null) {
        return found.get().comment();
      }
      String further = inherited(each, wanted, patience - 1);
      if (further != null) {
        return further;
      }
    }
    return null;
  }

  /** The name within its package: what follows the lower-case words. */
  private static String within(String qualified) {
    return qualified.substring(packageLength(qualified));
  }

  private static int packageLength(String qualified) {
    int at = 0;
    while (at < qualified.length() && !Character.isUpperCase(qualified.charAt(at))) {
      int dot = qualified.indexOf('.', at);
      if (dot < 0) {
        return at;
      }
      at = dot + 1;
    }
    return at;
  }

  private Optional<SourceDeclarations> file(String qualified) {
    String type = within(qualified);
    String top = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
    String path =
        qualified.substring(0, packageLength(qualified)).replace('.', '/') + top + ".java";
    return parsed.computeIfAbsent(path, this::read);
  }

  private Optional<SourceDeclarations> read(String path) {
    try (InputStream file = loader.getResourceAsStream(FOLDER + path)) {
      return file == null
          ? Optional.empty()
          : Optional.of(
              new SourceDeclarations(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
