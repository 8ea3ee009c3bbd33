package org.neuronbook.course.doctor;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Kernelspec;

/** Kernelspecs of other kernels that Jupyter would take instead of ours. */
final class KernelChecks {
  private KernelChecks() {}

  static Finding shadow(Machine machine, Project project) {
    String subject = "Kernelspec";
    for (Path data : otherFolders(machine)) {
      for (String name : List.of(Kernelspec.NAME, "java")) {
        Path spec = data.resolve("kernels").resolve(name);
        if (machine.exists(spec.resolve("kernel.json"))) {
          String whose =
              name.equals("java")
                  ? "an older Java kernel (IJava?)"
                  : "another kernel of the name " + name;
          return Finding.warning(
              subject,
              whose
                  + " in "
                  + spec
                  + " is taken by a Jupyter that you start yourself. `./course lab` always takes the course's own.",
              machine.operatingSystem().startsWith("Windows")
                  ? "rmdir /s \"" + spec + "\""
                  : "rm -r \"" + spec + "\"");
        }
      }
    }
    return Finding.ok(subject, "no other kernel has the name of ours");
  }

  /** Without the vector instructions training takes about ten times as long. */
  static Finding products(Machine machine, Project project) {
    Program.Result result = machine.products();
    String said =
        result.lines().stream()
            .filter(line -> !line.startsWith("WARNING: "))
            .findFirst()
            .orElse("");
    return result.succeeded() && !said.startsWith("plain Java")
        ? Finding.ok("Matrix products", said)
        : Finding.warning(
            "Matrix products",
            "are computed in plain Java, about ten times slower: " + said,
            "Take a whole JDK, which has the module jdk.incubator.vector, and point JAVA_HOME at it");
  }

  /** Where Jupyter looks besides the environment, in its own order. */
  private static List<Path> otherFolders(Machine machine) {
    List<Path> folders = new ArrayList<>();
    for (String folder : machine.variable("JUPYTER_PATH").split(File.pathSeparator)) {
      if (!folder.isBlank()) {
        folders.add(Path.of(folder));
      }
    }
    String ofUser = machine.variable("JUPYTER_DATA_DIR");
    String xdg = machine.variable("XDG_DATA_HOME");
    if (!ofUser.isEmpty()) {
      folders.add(Path.of(ofUser));
    } else if (machine.operatingSystem().startsWith("Mac")) {
      folders.add(machine.home().resolve("Library/Jupyter"));
    } else if (machine.operatingSystem().startsWith("Windows")) {
      folders.add(machine.home().resolve("AppData/Roaming/jupyter"));
    } else if (!xdg.isEmpty()) {
      folders.add(Path.of(xdg).resolve("jupyter"));
    } else {
      folders.add(machine.home().resolve(".local/share/jupyter"));
    }
    return folders;
  }
}
