package io.github.dubbogray.it.ops;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over time, or areas that stand on each other, with a table of names and last values below. */
final class GraphDrawing implements Drawing {

    private static final int LEGEND_ROW = 17;
    private static final int MOST_LEGEND_ROWS = 5;
    private static final int FILL = 28;
    private static final int STACKED_FILL = 110;
    private static final BasicStroke LINE = new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHES =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0);

    @Override
    public void draw(Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, Window window) {
        List<Color> colors = colors(panel, series);
        int columns = series.size() > MOST_LEGEND_ROWS ? 2 : 1;
        int rows = Math.min(MOST_LEGEND_ROWS, (series.size() + columns - 1) / columns);
        int legend = rows * LEGEND_ROW + 4;
        graph(graphics, new Rectangle(area.x, area.y, area.width, area.height - legend), panel, series, colors, window);
        graphics.setFont(Palette.SMALL);
        int width = area.width / columns;
        for (int i = 0; i < Math.min(series.size(), rows * columns); i++) {
            int x = area.x + width * (i / rows);
            int y = area.y + area.height - legend + (i % rows + 1) * LEGEND_ROW;
            legend(graphics, x, y, width, panel, series.get(i), colors.get(i));
        }
    }

    private static void legend(Graphics2D graphics, int x, int y, int width, Panel panel, Named one, Color color) {
        String value =
                panel.looks().unit().format(one.series().last(), panel.looks().decimals());
        int valueWidth = graphics.getFontMetrics().stringWidth(value);
        graphics.setColor(color);
        graphics.fillRoundRect(x + 6, y - 6, 14, 4, 3, 3);
        Drawing.write(graphics, one.name(), x + 26, y, width - valueWidth - 48, Palette.TEXT);
        Drawing.write(graphics, value, x + width - valueWidth - 10, y, valueWidth + 1, Palette.FAINT);
    }

    private static List<Color> colors(Panel panel, List<Named> series) {
        List<Color> colors = new ArrayList<>();
        int own = 0;
        for (Named one : series) {
            String fixed = panel.looks().colors().get(one.name());
            colors.add(fixed == null ? Palette.series(own++) : Palette.named(fixed));
        }
        return colors;
    }

    private static void graph(
            Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, List<Color> colors, Window window) {
        XYChart chart =
                new XYChartBuilder().width(area.width).height(area.height).build();
        style(chart.getStyler(), panel, window);
        List<Date> times = window.instants();
        double highest = panel.looks().stacked()
                ? addStacked(chart, times, series, colors)
                : addLines(chart, times, series, colors);
        if (panel.looks().showsThreshold()) {
            for (Panel.Threshold threshold : panel.looks().thresholds()) {
                if (Double.isFinite(threshold.from())) {
                    highest = Math.max(highest, threshold.from());
                    addThreshold(chart, times, threshold);
                }
            }
        }
        if (chart.getSeriesMap().isEmpty()) {
            graphics.setFont(Palette.BODY);
            Drawing.write(
                    graphics,
                    "no calls in this time",
                    area.x + 12,
                    area.y + area.height / 2,
                    area.width,
                    Palette.FAINT);
            return;
        }
        chart.getStyler().setYAxisMax(highest > 0 ? highest * 1.1 : 1.0);
        Graphics2D own = (Graphics2D) graphics.create(area.x, area.y, area.width, area.height);
        chart.paint(own, area.width, area.height);
        own.dispose();
    }

    private static void style(XYStyler styler, Panel panel, Window window) {
        styler.setChartBackgroundColor(Palette.PANEL);
        styler.setPlotBackgroundColor(Palette.PANEL);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(Palette.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setAxisTicksMarksVisible(false);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTickLabelsFont(Palette.SMALL);
        styler.setAxisTickLabelsColor(Palette.FAINT);
        styler.setAxisTitlesVisible(false);
        styler.setChartTitleVisible(false);
        styler.setLegendVisible(false);
        styler.setChartPadding(4);
        styler.setMarkerSize(0);
        styler.setTimezone(TimeZone.getTimeZone("UTC"));
        styler.setDatePattern(TimeAxis.pattern(window));
        styler.setXAxisTickMarkSpacingHint(90);
        styler.setYAxisTickMarkSpacingHint(34);
        styler.setYAxisMin(0.0);
        styler.setyAxisTickLabelsFormattingFunction(
                value -> panel.looks().unit().format(value, -1));
    }

    private static double addLines(XYChart chart, List<Date> times, List<Named> series, List<Color> colors) {
        double highest = 0;
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i).series();
            if (!one.isBlank()) {
                highest = Math.max(highest, add(chart, "line " + i, times, one.values(), colors.get(i), FILL));
            }
        }
        return highest;
    }

    /** The sum of all goes first, so that each lower one is painted over it. */
    private static double addStacked(XYChart chart, List<Date> times, List<Named> series, List<Color> colors) {
        double highest = 0;
        double[] sum = new double[times.size()];
        List<double[]> sums = new ArrayList<>();
        for (Named one : series) {
            for (int t = 0; t < sum.length; t++) {
                double value = one.series().values()[t];
                sum[t] += Double.isFinite(value) ? value : 0;
            }
            sums.add(sum.clone());
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            order.add(i);
        }
        Collections.reverse(order);
        for (int i : order) {
            highest = Math.max(highest, add(chart, "sum " + i, times, sums.get(i), colors.get(i), STACKED_FILL));
        }
        return highest;
    }

    private static double add(XYChart chart, String name, List<Date> times, double[] values, Color color, int opacity) {
        List<Date> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        double highest = 0;
        for (int t = 0; t < Math.min(values.length, times.size()); t++) {
            if (Double.isFinite(values[t])) {
                x.add(times.get(t));
                y.add(values[t]);
                highest = Math.max(highest, values[t]);
            }
        }
        XYSeries added = chart.addSeries(name, x, y);
        added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        added.setMarker(SeriesMarkers.NONE);
        added.setLineColor(color);
        added.setLineStyle(LINE);
        added.setFillColor(lighter(color, opacity));
        return highest;
    }

    private static void addThreshold(XYChart chart, List<Date> times, Panel.Threshold threshold) {
        List<Date> ends = List.of(times.get(0), times.get(times.size() - 1));
        XYSeries line =
                chart.addSeries("threshold " + threshold.from(), ends, List.of(threshold.from(), threshold.from()));
        line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(Palette.named(threshold.color()));
        line.setLineStyle(DASHES);
    }

    private static Color lighter(Color color, int opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), opacity);
    }
}
