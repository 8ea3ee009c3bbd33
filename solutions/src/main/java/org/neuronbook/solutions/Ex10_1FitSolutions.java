package org.neuronbook.solutions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbook.exercises.Ex10_1Fit;

/** Right solutions of exercise 10.1. */
public final class Ex10_1FitSolutions {
  private Ex10_1FitSolutions() {}

  @Reference
  public static final class TheLoop implements Ex10_1Fit {
    @Override
    public History fit(Model model, Shuffle shuffle, int rows, int epochs, int batchSize) {
      double[] trainLoss = new double[epochs];
      double[] validationLoss = new double[epochs];
      double best = Double.POSITIVE_INFINITY;
      int bestNumber = -1;
      for (int epoch = 0; epoch < epochs; epoch++) {
        model.train();
        int[] order = shuffle.order(rows);
        for (int begin = 0; begin < rows; begin += batchSize) {
          int[] batch = Arrays.copyOfRange(order, begin, Math.min(begin + batchSize, rows));
          model.zeroGrad();
          model.forward(batch);
          trainLoss[epoch] += model.loss() * batch.length / rows;
          model.backward();
          model.step();
        }
        model.eval();
        validationLoss[epoch] = model.validationLoss();
        if (validationLoss[epoch] < best) {
          best = validationLoss[epoch];
          bestNumber = model.save();
        }
      }
      model.load(bestNumber);
      return new History(trainLoss, validationLoss);
    }
  }

  @Right("zeroes the gradients just before backward")
  public static final class ZeroesLate implements Ex10_1Fit {
    @Override
    public History fit(Model model, Shuffle shuffle, int rows, int epochs, int batchSize) {
      double[] trainLoss = new double[epochs];
      double[] validationLoss = new double[epochs];
      int[] copies = new int[epochs];
      for (int epoch = 0; epoch < epochs; epoch++) {
        int[] order = shuffle.order(rows);
        model.train();
        double sum = 0;
        for (int k = 0; k * batchSize < rows; k++) {
          int end = Math.min((k + 1) * batchSize, rows);
          model.forward(Arrays.copyOfRange(order, k * batchSize, end));
          double loss = model.loss();
          sum += loss * (end - k * batchSize);
          model.zeroGrad();
          model.backward();
          model.step();
        }
        trainLoss[epoch] = sum / rows;
        model.eval();
        validationLoss[epoch] = model.validationLoss();
        copies[epoch] = model.save();
      }
      int best = 0;
      for (int epoch = 1; epoch < epochs; epoch++) {
        if (validationLoss[epoch] < validationLoss[best]) {
          best = epoch;
        }
      }
      model.load(copies[best]);
      return new History(trainLoss, validationLoss);
    }
  }

  @Right("zeroes once at the start and then after each step; restores only when it must")
  public static final class ZeroesAfterwards implements Ex10_1Fit {
    @Override
    public History fit(Model model, Shuffle shuffle, int rows, int epochs, int batchSize) {
      List<Double> train = new ArrayList<>();
      List<Double> validation = new ArrayList<>();
      int best = 0;
      int number = 0;
      model.zeroGrad();
      for (int epoch = 0; epoch < epochs; epoch++) {
        model.train();
        List<Integer> left = new ArrayList<>(Arrays.stream(shuffle.order(rows)).boxed().toList());
        double sum = 0;
        while (!left.isEmpty()) {
          List<Integer> batch = left.subList(0, Math.min(batchSize, left.size()));
          model.forward(batch.stream().mapToInt(row -> row).toArray());
          sum += model.loss() * batch.size();
          batch.clear();
          model.backward();
          model.step();
          model.zeroGrad();
        }
        train.add(sum / rows);
        model.eval();
        validation.add(model.validationLoss());
        if (epoch == 0 || validation.get(epoch) < validation.get(best)) {
          best = epoch;
          number = model.save();
        }
      }
      if (best != epochs - 1) {
        model.load(number);
      }
      return new History(
          train.stream().mapToDouble(v -> v).toArray(),
          validation.stream().mapToDouble(v -> v).toArray());
    }
  }

  @Right("shuffles by itself and asks for the loss twice")
  public static final class OwnShuffle implements Ex10_1Fit {
    @Override
    public History fit(Model model, Shuffle shuffle, int rows, int epochs, int batchSize) {
      var random = new java.util.Random(7);
      History history = new History(new double[epochs], new double[epochs]);
      int best = 0;
      int number = 0;
      for (int epoch = 0; epoch < epochs; epoch++) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        java.util.Collections.shuffle(order, random);
        model.train();
        for (int begin = 0; begin < rows; begin += batchSize) {
          int end = Math.min(rows, begin + batchSize);
          model.zeroGrad();
          model.forward(order.subList(begin, end).stream().mapToInt(row -> row).toArray());
          model.loss();
          model.backward();
          history.trainLoss()[epoch] += model.loss() * (end - begin) / rows;
          model.step();
        }
        model.eval();
        history.validationLoss()[epoch] = model.validationLoss();
        if (epoch == 0 || history.validationLoss()[epoch] < history.validationLoss()[best]) {
          best = epoch;
          number = model.save();
        }
        model.train();
      }
      model.load(number);
      return history;
    }
  }
}
