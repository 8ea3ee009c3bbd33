package org.neuronbook.kernel;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** All magics: the kernel's own, and those that extensions register. */
final class Magics extends MagicsRegistry {
  private final Map<String, MagicHelp> helps = new TreeMap<>();
  private final Map<String, Magic> own = new TreeMap<>();

  /**
   * Registers all magics of the kernel.
   *
   * @param onLibrary run when libraries have been added
   */
  void addAll(JavaShell shell, SnippetRunner runner, PrintStream output, Runnable onLibrary) {
    Libraries libraries = new Libraries(shell, onLibrary);
    add(new ClassPathMagic(libraries, output));
    add(new EnvMagic(output));
    add(new HelpMagic(this, output));
    add(new JavacMagic(shell, output));
    add(new LoadMagic(runner));
    add(new MavenMagic(runner, libraries, output));
    add(new ResetMagic(shell, output));
    add(new TimeMagic(runner, shell.execution(), output));
    add(new WhoMagic(shell, output));
  }

  /** Registers a magic of the kernel under all names that its help tells. */
  private void add(Magic magic) {
    for (MagicHelp help : magic.help()) {
      String name = help.name();
      helps.put(name, help);
      own.put(name, magic);
      if (name.startsWith("%%")) {
        CellMagic<Object, BaseKernel> called =
            (kernel, arguments, body) -> magic.run(fromJava(name, arguments, body));
        registerCellMagic(name.substring(2), called);
      } else {
        LineMagic<Object, BaseKernel> called =
            (kernel, arguments) -> magic.run(fromJava(name, arguments, null));
        registerLineMagic(name.substring(1), called);
      }
    }
  }

  private static Magic.Call fromJava(String name, List<String> arguments, String body) {
    String plain = name.replace("%", "");
    String text = String.join(" ", arguments);
    return new Magic.Call(
        new MagicLine(plain, text, arguments, body), null, UnaryOperator.identity());
  }

  /** What can be said of each magic, by name; of those of extensions the name is all. */
  Collection<MagicHelp> helps() {
    Map<String, MagicHelp> all = new TreeMap<>(helps);
    for (String name : getLineMagicNames()) {
      all.computeIfAbsent("%" + name, Magics::ofExtension);
    }
    for (String name : getCellMagicNames()) {
      all.computeIfAbsent("%%" + name, Magics::ofExtension);
    }
    return all.values();
  }

  private static MagicHelp ofExtension(String name) {
    return MagicHelp.of(name, "comes with an extension");
  }

  /**
   * Runs a magic that stands for itself.
   *
   * @return what the cell shows when it ends with it, finished, or null
   */
  Object run(Piece piece, SnippetRunner runner, UnaryOperator<Object> finish) {
    MagicLine line = MagicLine.parse(piece.source());
    try {
      if (line.isCell() && SourceScan.of(before(piece)).lastCode() >= 0) {
        throw new MagicFailure(
            line.fullName() + " is not in the cell's first line",
            "A cell magic takes the whole cell: move it, or what stands above it.");
      }
      Magic magic = own.get(line.fullName());
      if (magic != null) {
        Object value = magic.run(new Magic.Call(line, piece, finish));
        return magic.hasValue() ? value : null;
      }
      return runner.runInside(() -> eval(line), finish);
    } catch (CellFailure e) {
      throw e;
    } catch (MagicFailure e) {
      throw failure(piece, e.problem(), e.hint(), e);
    } catch (Exception e) {
      throw failure(piece, line.fullName() + " failed: " + ErrorText.summary(e), "", e);
    }
  }

  private static String before(Piece piece) {
    return piece.cell().source().substring(0, piece.offset());
  }

  private Object eval(MagicLine line) throws Exception {
    BaseKernel kernel = BaseKernel.notebookKernel();
    return line.isCell()
        ? evalCellMagic(kernel, line.name(), line.arguments(), line.body())
        : evalLineMagic(kernel, line.name(), line.arguments());
  }

  private static CellFailure failure(Piece piece, String problem, String hint, Exception cause) {
    String place = piece.cell().name() + ", line " + piece.cellLine(1);
    List<String> lines = ErrorText.lines(ErrorText.headline("MagicError"), problem);
    lines.add("  " + place + ":");
    lines.add("  --> " + piece.cell().line(piece.cellLine(1)).strip());
    if (!hint.isEmpty()) {
      lines.add("  " + hint);
    }
    return new CellFailure("MagicError", place + ": " + problem, lines, cause);
  }

  @Override
  public <T, K extends BaseKernel> T evalLineMagic(K kernel, String name, List<String> arguments)
      throws Exception {
    if (!getLineMagicNames().contains(name)) {
      throw unknown("%", name);
    }
    return super.evalLineMagic(kernel, name, arguments);
  }

  @Override
  public <T, K extends BaseKernel> T evalCellMagic(
      K kernel, String name, List<String> arguments, String body) throws Exception {
    if (!getCellMagicNames().contains(name)) {
      throw unknown("%%", name);
    }
    return super.evalCellMagic(kernel, name, arguments, body);
  }

  /** Says what could have been meant. */
  MagicFailure unknown(String percent, String name) {
    TreeSet<String> names = new TreeSet<>();
    helps().forEach(help -> names.add(help.name().replace("%", "")));
    Optional<String> meant = names.contains(name) ? Optional.of(name) : Names.nearest(name, names);
    String hint =
        meant
            .map(near -> "Did you mean " + written(percent, near) + "?")
            .orElse("%help lists all magics.");
    return new MagicFailure("there is no magic " + percent + name, hint);
  }

  /** The name with the percent signs that were asked for, or those that it has. */
  private String written(String percent, String name) {
    boolean isThere =
        (percent.equals("%") ? getLineMagicNames() : getCellMagicNames()).contains(name);
    return (isThere ? percent : percent.equals("%") ? "%%" : "%") + name;
  }
}
