package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;

/** A chart that a cell made with XChart itself. {@link Style#apply} gives it the common look. */
final class XChartPicture extends Picture {

  private final Chart<?, ?> chart;

  XChartPicture(Chart<?, ?> chart) {
    this.chart = chart;
  }

  @Override
  public int width() {
    return chart.getWidth();
  }

  @Override
  public int height() {
    return chart.getHeight();
  }

  @Override
  void paint(Graphics2D graphics) {
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
  }

  private static boolean hasTitles(AxesChart<?, ?> chart) {
    return chart.getYAxisTitle() != null
        && chart.getXAxisTitle() != null
        && !chart.getYAxisTitle().isBlank()
        && !chart.getXAxisTitle().isBlank();
  }

  @Override
  public String alt() {
    String kind = chart.getClass().getSimpleName();
    String title =
        chart.getTitle() == null || chart.getTitle().isBlank() ? "" : ": " + chart.getTitle();
    String axes = "";
    if (chart instanceof AxesChart<?, ?> withAxes && hasTitles(withAxes)) {
      axes = " " + withAxes.getYAxisTitle() + " by " + withAxes.getXAxisTitle() + ".";
    }
    String names =
        chart.getSeriesCollection().stream().map(Series::getName).collect(Collectors.joining(", "));
    return kind + title + "." + axes + (names.isEmpty() ? "" : " Series: " + names + ".");
  }
}
