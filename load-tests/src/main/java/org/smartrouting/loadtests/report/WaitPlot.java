package org.smartrouting.loadtests.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A picture of waits over the time of arrival, as SVG. Needs no fonts and no display. */
final class WaitPlot {
  /**
   * The waits of one run.
   *
   * @param name what the legend says
   * @param series the waits over time
   */
  record Curve(String name, List<Bucket> series) {}

  private static final int WIDTH = 960;
  private static final int LEFT = 80;
  private static final int RIGHT = 24;
  private static final int TOP = 48;
  private static final int PLOT_HEIGHT = 380;
  private static final int LEGEND_LINE = 20;
  private static final double MILLIS_PER_SECOND = 1_000;
  // Distinct for colour-blind eyes too (Okabe and Ito).
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  private final String title;
  private final List<Curve> curves;
  private final Axis time;
  private final Axis waits;
  private final StringBuilder svg = new StringBuilder();

  WaitPlot(String title, List<Curve> curves) {
    this.title = title;
    this.curves = curves;
    this.time = Axis.over(0, greatest(Bucket::startS));
    this.waits = Axis.over(0, greatest(bucket -> seconds(bucket, Times::p99)));
  }

  /** The picture. */
  String svg() {
    int height = TOP + PLOT_HEIGHT + 64 + LEGEND_LINE * curves.size();
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"13\">",
        WIDTH, height);
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    text(WIDTH / 2.0, 26, "middle\" font-size=\"17", title);
    axes();
    for (int i = 0; i < curves.size(); i++) {
      draw(
          curves.get(i), COLOURS.get(i % COLOURS.size()), TOP + PLOT_HEIGHT + 64 + LEGEND_LINE * i);
    }
    line("</svg>");
    return svg.toString();
  }

  private void axes() {
    double bottom = TOP + PLOT_HEIGHT;
    for (double tick : time.ticks()) {
      double x = x(tick);
      rule(x, TOP, x, bottom);
      text(x, bottom + 18, "middle", number(tick));
    }
    for (double tick : waits.ticks()) {
      double y = y(tick);
      rule(LEFT, y, WIDTH - RIGHT, y);
      text(LEFT - 8, y + 4, "end", number(tick));
    }
    text((LEFT + WIDTH - RIGHT) / 2.0, bottom + 38, "middle", "arrival (s)");
    double middle = TOP + PLOT_HEIGHT / 2.0;
    String turned = String.format(Locale.ROOT, "middle\" transform=\"rotate(-90 22 %.1f)", middle);
    text(22, middle, turned, "wait (s)");
  }

  private void draw(Curve curve, String colour, double legendY) {
    stroke(path(curve, Times::p50), colour, "");
    stroke(path(curve, Times::p99), colour, " stroke-dasharray=\"6 3\"");
    stroke(String.format(Locale.ROOT, "M%d %.1fh30", LEFT, legendY - 4), colour, "");
    text(LEFT + 36, legendY, "start", curve.name() + " p50");
    double second = LEFT + (WIDTH - LEFT) / 2.0;
    String dashed = String.format(Locale.ROOT, "M%.1f %.1fh30", second, legendY - 4);
    stroke(dashed, colour, " stroke-dasharray=\"6 3\"");
    text(second + 36, legendY, "start", curve.name() + " p99");
  }

  /** A line through the points, broken where nothing arrived; a point alone is a short dash. */
  private String path(Curve curve, ToDoubleFunction<Times> which) {
    StringBuilder path = new StringBuilder();
    int joined = 0;
    for (Bucket bucket : curve.series()) {
      if (bucket.waitMs() == null) {
        path.append(joined == 1 ? "h4" : "");
        joined = 0;
        continue;
      }
      path.append(joined == 0 ? "M" : "L");
      path.append(
          String.format(Locale.ROOT, "%.1f %.1f", x(bucket.startS()), y(seconds(bucket, which))));
      joined++;
    }
    return path.append(joined == 1 ? "h4" : "").toString();
  }

  private double greatest(ToDoubleFunction<Bucket> value) {
    return curves.stream()
        .flatMap(curve -> curve.series().stream())
        .mapToDouble(value)
        .max()
        .orElse(0);
  }

  private static double seconds(Bucket bucket, ToDoubleFunction<Times> which) {
    Times times = bucket.waitMs();
    return times == null ? 0 : which.applyAsDouble(times) / MILLIS_PER_SECOND;
  }

  private double x(double seconds) {
    return LEFT + time.place(seconds) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double seconds) {
    return TOP + (1 - waits.place(seconds)) * PLOT_HEIGHT;
  }

  private void rule(double fromX, double fromY, double toX, double toY) {
    line(
        "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#dddddd\" fill=\"none\"/>",
        fromX, fromY, toX, toY);
  }

  private void stroke(String path, String colour, String more) {
    line("<path d=\"%s\" stroke=\"%s\" stroke-width=\"1.6\" fill=\"none\"%s/>", path, colour, more);
  }

  private void text(double x, double y, String anchor, String words) {
    String safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, safe);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : "" + value;
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
