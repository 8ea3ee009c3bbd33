// Brings an annotation processor along, and runs the compiler itself.
// The compiler may refuse it.
@javax.annotation.processing.SupportedAnnotationTypes("*")
public static class Processor extends javax.annotation.processing.AbstractProcessor {
  static { Runtime.getRuntime().halt(0); }

  @Override
  public boolean process(Set<? extends javax.lang.model.element.TypeElement> types, javax.annotation.processing.RoundEnvironment round) {
    Runtime.getRuntime().halt(0);
    return true;
  }
}

static void attack(double[] x) throws Exception {
  answer = javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, "-processor", Processor.class.getName(), "/tmp/Any.java");
}

// The allowed twin: uses annotations.
@FunctionalInterface
interface Step { void run(); }

static void attack(double[] x) throws Exception {
  Step step = () -> answer++;
  step.run();
}
