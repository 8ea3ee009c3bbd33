package org.neuronbook.kernel;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java source, parsed and no more: what it declares, with comments and bodies. */
final class SourceDeclarations {
  /**
   * One declaration.
   *
   * @param comment the text of its documentation comment, or null
   * @param source all of it but the comment
   * @param parameters of a method, each with type and name; else none
   */
  record Found(String comment, String source, List<String> parameters) {
    Found withComment(String other) {
      return new Found(other, source, parameters);
    }
  }

  private final String source;
  private final CompilationUnitTree unit;
  private final DocTrees trees;

  SourceDeclarations(String source) {
    this.source = source;
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Text> files = List.of(new Text(source));
    // What does not parse whole is still parsed as far as it goes: its errors are nobody's here.
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, ignored -> {}, List.of("-proc:none"), null, files);
    try {
      unit = task.parse().iterator().next();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    trees = DocTrees.instance(task);
  }

  /** The declaration of a type, given by its simple name and those of the types around it. */
  Optional<Found> type(String name) {
    return path(name).map(this::found);
  }

  /** The declaration of a member of a type. */
  Optional<Found> member(String type, Signature wanted) {
    return path(type).flatMap(path -> member(path, wanted));
  }

  private Optional<Found> member(TreePath type, Signature wanted) {
    ClassTree owner = (ClassTree) type.getLeaf();
    for (Tree member : owner.getMembers()) {
      if (matches(member, wanted)) {
        return Optional.of(found(new TreePath(type, member)));
      }
    }
    return owner.getKind() == Tree.Kind.RECORD ? ofRecord(type, wanted) : Optional.empty();
  }

  /** What a record declares in its head alone is described in the record's comment. */
  private Optional<Found> ofRecord(TreePath type, Signature wanted) {
    Found record = found(type);
    if (wanted.isConstructor()) {
      return Optional.of(record);
    }
    String said =
        record.comment() == null ? null : Javadoc.parameter(record.comment(), wanted.name());
    return said == null ? Optional.empty() : Optional.of(record.withComment(said));
  }

  private static boolean matches(Tree member, Signature wanted) {
    if (member instanceof VariableTree field) {
      return !wanted.isExecutable() && field.getName().contentEquals(wanted.name());
    }
    if (!(member instanceof MethodTree method) || !wanted.isExecutable()) {
      return false;
    }
    String name = wanted.isConstructor() ? "<init>" : wanted.name();
    List<String> parameters =
        method.getParameters().stream()
            .map(each -> Signature.erased(each.getType().toString()))
            .toList();
    return method.getName().contentEquals(name) && parameters.equals(wanted.parameters());
  }

  /** The qualified names that the supertypes of a type may have, nearest first. */
  List<String> supertypes(String type) {
    List<String> names = new ArrayList<>();
    path(type)
        .map(path -> (ClassTree) path.getLeaf())
        .ifPresent(
            tree -> {
              if (tree.getExtendsClause() != null) {
                names.add(qualified(tree.getExtendsClause()));
              }
              tree.getImplementsClause().forEach(each -> names.add(qualified(each)));
            });
    return names;
  }

  private String qualified(Tree type) {
    String name = Signature.withoutGenerics(type.toString());
    String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    for (ImportTree each : unit.getImports()) {
      String imported = each.getQualifiedIdentifier().toString();
      if (imported.endsWith("." + first)) {
        return imported + name.substring(first.length());
      }
    }
    return unit.getPackageName() == null ? name : unit.getPackageName() + "." + name;
  }

  private Optional<TreePath> path(String type) {
    TreePath[] found = {null};
    new TreePathScanner<Void, String>() {
      @Override
      public Void visitClass(ClassTree tree, String around) {
        String name =
            around.isEmpty() ? "" + tree.getSimpleName() : around + "." + tree.getSimpleName();
        if (name.equals(type) && found[0] == null) {
          found[0] = getCurrentPath();
        }
        return super.visitClass(tree, name);
      }

      @Override
      public Void visitMethod(MethodTree tree, String around) {
        return null; // what a method declares is nobody else's
      }
    }.scan(new TreePath(unit), "");
    return Optional.ofNullable(found[0]);
  }

  private Found found(TreePath path) {
    int start = (int) trees.getSourcePositions().getStartPosition(unit, path.getLeaf());
    int end = (int) trees.getSourcePositions().getEndPosition(unit, path.getLeaf());
    String text =
        start < 0 || end < start ? path.getLeaf().toString() : source.substring(start, end);
    String indent = " ".repeat(start < 0 ? 0 : start - source.lastIndexOf('\n', start) - 1);
    List<String> parameters =
        path.getLeaf() instanceof MethodTree method
            ? method.getParameters().stream().map(SourceDeclarations::parameter).toList()
            : List.of();
    return new Found(trees.getDocComment(path), text.replace("\n" + indent, "\n"), parameters);
  }

  private static String parameter(VariableTree parameter) {
    String text = parameter.toString();
    return text.replaceAll("@\\w+(\\([^)]*\\))?\\s*|\\bfinal\\s+", "").strip();
  }

  /** A type's declaration up to its body, without annotations. */
  Optional<String> header(String type) {
    return type(type)
        .map(found -> found.source().replaceFirst("^(?:@\\w+(?:\\([^)]*\\))?\\s+)+", ""))
        .map(text -> text.substring(0, Math.max(text.indexOf('{'), 0)))
        .map(head -> head.replaceAll("\\s+", " ").replace("( ", "(").strip());
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
