package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The curves that a threshold on a score draws, over a square from 0 to 1: what {@link RocChart}
 * and {@link PrecisionRecallChart} have in common.
 *
 * @param steps whether the curve goes across before it goes up or down
 */
record ScorePlot(
    String xName, String yName, boolean steps, List<Curve> curves, List<Double> marks) {

  /** One model: its points in the order of falling thresholds, and what stands in the legend. */
  record Curve(
      String name, String area, double[] x, double[] y, double[] thresholds, double chance) {

    /** The point of a threshold: of the rows that score at least that much. */
    int at(double threshold) {
      int last = 0;
      for (int i = 0; i < thresholds.length; i++) {
        last = thresholds[i] >= threshold ? i : last;
      }
      return last;
    }
  }

  ScorePlot(String xName, String yName, boolean steps) {
    this(xName, yName, steps, new ArrayList<>(), new ArrayList<>());
  }

  /** What every curve says at every marked threshold. */
  String words(Curve curve) {
    StringBuilder words = new StringBuilder();
    for (double mark : marks) {
      int at = curve.at(mark);
      words.append(
          ", at threshold %s %s %s and %s %s"
              .formatted(
                  Numbers.brief(mark),
                  xName,
                  Numbers.brief(curve.x[at]),
                  yName,
                  Numbers.brief(curve.y[at])));
    }
    return words.toString();
  }

  void paint(Graphics2D graphics, double top, int width, int height) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      String name = curve.name.isEmpty() ? curve.area : curve.name + ": " + curve.area;
      entries.add(Legend.Entry.line(name, i));
    }
    double below = Legend.paint(graphics, entries, Title.LEFT, top, width - 2 * Title.LEFT);
    Range whole = new Range(-0.01, 1.02, false);
    Axes axes = new Axes(xName, yName, whole, whole, false);
    Axes.Frame frame = axes.paint(graphics, 0, below, width - 4, (int) (height - below));
    graphics.setFont(Style.font(11));
    for (double chance : curves.stream().mapToDouble(Curve::chance).distinct().toArray()) {
      paintChance(graphics, frame, chance);
    }
    for (int i = 0; i < curves.size(); i++) {
      paintCurve(graphics, frame, curves.get(i), i);
    }
    for (int i = 0; i < curves.size(); i++) {
      paintMarks(graphics, frame, curves.get(i), i);
    }
  }

  /** Guessing: the diagonal of a ROC curve, the share of positives of the other. */
  private void paintChance(Graphics2D graphics, Axes.Frame frame, double chance) {
    double left = steps ? chance : 0;
    double right = steps ? chance : 1;
    graphics.setColor(Style.FAINT_INK);
    graphics.setStroke(Style.line(1f, 1, 3));
    graphics.draw(new Line2D.Double(frame.x(0), frame.y(left), frame.x(1), frame.y(right)));
    double x = steps ? frame.x(0) + 6 : frame.x(0.62);
    double y = steps ? frame.y(chance) - 5 : frame.y(0.62) + 18;
    Picture.write(graphics, "guessing", x, y, Picture.Align.LEFT);
  }

  private void paintCurve(Graphics2D graphics, Axes.Frame frame, Curve curve, int look) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < curve.x.length; i++) {
      double x = frame.x(curve.x[i]);
      double y = frame.y(curve.y[i]);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        if (steps) {
          path.lineTo(frame.x(curve.x[i - 1]), y);
        }
        path.lineTo(x, y);
      }
    }
    graphics.setColor(Style.color(look));
    graphics.setStroke(Style.stroke(look));
    graphics.draw(path);
  }

  private void paintMarks(Graphics2D graphics, Axes.Frame frame, Curve curve, int look) {
    graphics.setFont(Style.font(11));
    for (double mark : marks) {
      double x = frame.x(curve.x[curve.at(mark)]);
      double y = frame.y(curve.y[curve.at(mark)]);
      Legend.paintMarker(graphics, x, y, look);
      String text = "threshold " + Numbers.brief(mark);
      double half = Picture.widthOf(graphics, text) / 2 + 10;
      boolean right = x + 2 * half < frame.plot().getMaxX();
      double below = steps && right ? -12 : 12;
      Picture.writeOnPaper(
          graphics,
          text,
          right ? x + half : x - half,
          y + below,
          Style.readable(Style.color(look)));
    }
  }
}
