// Looks for the classes of the tests and of the grader.
static void attack(double[] x) throws Exception {
  for (String name : List.of("org.neuronbook.exercises.Ex00_1CentreTest", "org.neuronbook.grader.Engine")) {
    answer = Class.forName(name).getName().length();
  }
}

// The allowed twin: finds a class of Java.
static void attack(double[] x) throws Exception {
  answer = Class.forName("java.util.ArrayList").getName().length();
}
