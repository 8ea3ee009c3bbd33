package org.neuronbook.kernel.install;

import com.google.gson.GsonBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The folder in which Jupyter finds a kernel: {@code kernel.json}, which says how to start it, its
 * logos, and the archive that makes it start faster. For this Java: the absolute path of the
 * program that runs this.
 *
 * @param folder where it is made; its name is the kernel's
 * @param displayName what people choose in a menu
 * @param classPath the kernel's jars, and those whose classes cells can use
 * @param flags of the JVM, besides those that every kernel gets
 * @param rehearsal cells that are run, besides {@code 1 + 1}, when the archive is made: classes
 *     that they load are loaded faster from then on
 */
public record KernelFolder(
    Path folder,
    String displayName,
    List<Path> classPath,
    List<String> flags,
    List<String> rehearsal) {
  private static final String MAIN = "org.neuronbook.kernel.KernelMain";
  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

  /** The program that runs this. */
  public static Path java() {
    boolean windows = File.separatorChar == '\\';
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }

  /**
   * Makes the folder, or changes what has changed in it. Quick when nothing has.
   *
   * @param say told what takes a while
   * @throws IOException if a file cannot be written; that there is no archive is no error
   */
  public void write(Consumer<String> say) throws IOException {
    Files.createDirectories(folder);
    for (String logo : LOGOS) {
      copy(logo);
    }
    List<String> command = new ArrayList<>(List.of(java().toString()));
    command.addAll(allFlags());
    StartArchive archive = new StartArchive(folder, classPath, allFlags());
    if (!archive.exists()) {
      say.accept("Making the kernel quick to start, once for each JDK (10 s) ...");
      archive.make(rehearsal);
    }
    command.addAll(archive.flags());
    command.addAll(List.of("-cp", StartArchive.joined(classPath)));
    command.addAll(List.of(MAIN, "{connection_file}"));
    replace(folder.resolve("kernel.json"), json(command));
  }

  private List<String> allFlags() {
    List<String> all = new ArrayList<>(flags);
    if (Runtime.version().feature() >= 24) {
      all.add("--enable-native-access=ALL-UNNAMED");
    }
    all.add("-ea");
    // Training takes the same time with each collector, and this one a fifth of the memory:
    // notebooks stay open. What it begins with does not depend on how large the machine is.
    all.addAll(List.of("-XX:+UseSerialGC", "-Xms128m", "-XX:MaxRAMPercentage=50"));
    all.addAll(List.of("-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
    return all;
  }

  private String json(List<String> command) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", command);
    spec.put("display_name", displayName);
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    spec.put("metadata", Map.of("debugger", false));
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec) + "\n";
  }

  private void copy(String logo) throws IOException {
    try (InputStream resource = KernelFolder.class.getResourceAsStream(logo)) {
      byte[] bytes = resource.readAllBytes();
      Path target = folder.resolve(logo);
      if (!Files.exists(target) || !Arrays.equals(bytes, Files.readAllBytes(target))) {
        Files.write(target, bytes);
      }
    }
  }

  /**
   * Writes a text through a second file, so that a kernel that starts meanwhile reads the old one
   * or the new one.
   *
   * @throws IOException if it cannot be written
   */
  public static void replace(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Path whole = file.resolveSibling("new-" + ProcessHandle.current().pid() + ".tmp");
    Files.writeString(whole, text);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
