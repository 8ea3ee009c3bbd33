// Looks for the classes of the tests and of the grader.
static void attack(double[] x) throws Exception {
  for (String name : List.of("org.neuronbook.exercises.Ex00_1CentreTest", "org.neuronbook.grader.Engine")) {
    answer = Class.forName(name).getName().length();
  }
}
