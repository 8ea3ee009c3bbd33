package org.neuronbook.course.doctor;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neuronbook.course.Program;
import org.neuronbook.course.lab.Network;
import org.neuronbook.course.setup.Kernelspec;
import org.neuronbook.course.tests.Tool;
import org.neuronbook.kernel.install.KernelFolder;

/** The machine that this runs on. */
final class ThisMachine implements Machine {
  private final Path folder;

  ThisMachine(Path folder) {
    this.folder = folder;
  }

  @Override
  public String variable(String name) {
    return System.getenv().getOrDefault(name, "");
  }

  @Override
  public String operatingSystem() {
    return System.getProperty("os.name");
  }

  @Override
  public Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  @Override
  public boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Override
  public String javaVersion() {
    return System.getProperty("java.version");
  }

  @Override
  public boolean hasModule(String name) {
    return ModuleFinder.ofSystem().find(name).isPresent();
  }

  @Override
  public boolean writable(Path place) {
    return Files.isWritable(place);
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      return "";
    }
  }

  @Override
  public Program.Result run(List<String> words) {
    return Program.of(folder).with(words).run();
  }

  @Override
  public Optional<Path> find(Tool tool) {
    return tool.find();
  }

  @Override
  public boolean portFree(int port) {
    return Network.portFree(port);
  }

  @Override
  public boolean loopbackUp() {
    return Network.loopbackUp();
  }

  @Override
  public boolean outsideUp() {
    return Network.outsideUp();
  }

  @Override
  public Program.Result products() {
    String classPath = System.getProperty("java.class.path");
    return run(
        List.of(
            KernelFolder.java().toString(),
            "--add-modules",
            Kernelspec.VECTOR_MODULE,
            "-cp",
            classPath,
            ProductsProbe.class.getName()));
  }

  @Override
  public String drawText() {
    try {
      Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 8));
      graphics.drawString("x", 1, 7);
      graphics.dispose();
      return "";
    } catch (RuntimeException | Error problem) {
      // AWT fails with errors of many kinds here, and the one that tells is often a cause.
      StringBuilder said = new StringBuilder();
      for (Throwable one = problem; one != null; one = one.getCause()) {
        said.append(one).append('\n');
      }
      return said.toString();
    }
  }
}
