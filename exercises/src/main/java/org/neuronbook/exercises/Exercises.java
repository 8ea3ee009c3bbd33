package org.neuronbook.exercises;

import java.util.List;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Lesson;

/** The exercises of the course, in the order of its lessons. */
public final class Exercises implements Catalogue {

  @Override
  public List<Exercise> exercises() {
    return List.of(
        new Exercise(
            "00.1", "Centre a list of numbers", Ex00_1Centre.class, Ex00_1CentreTest.class),
        new Exercise("08.1", "The forward pass", Ex08_1Forward.class, Ex08_1ForwardTest.class),
        new Exercise("08.2", "The backward pass", Ex08_2Backward.class, Ex08_2BackwardTest.class),
        new Exercise("10.1", "The training loop", Ex10_1Fit.class, Ex10_1FitTest.class),
        new Exercise(
            "10.2",
            "Standardise without a leak",
            Ex10_2Standardise.class,
            Ex10_2StandardiseTest.class));
  }

  @Override
  public List<Lesson> lessons() {
    return List.of(
        new Lesson("00", "Start here", "00-start-here.ipynb"),
        new Lesson("08", "A hidden layer, and XOR", "08-mlp-and-xor.ipynb"),
        new Lesson("10", "The training loop, on real handwriting", "10-training-loop.ipynb"));
  }

  @Override
  public List<String> imports() {
    return List.of("org.neuronbook.exercises.*");
  }
}
