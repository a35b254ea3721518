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
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over time, or areas that stand on each other, with names and last values below. */
final class GraphDrawing implements Drawing {

    private static final double FILL = 0.12;
    private static final double STACKED_FILL = 0.5;
    private static final BasicStroke LINE = new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHES =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0);

    /** What is drawn of a series: values, one for each instant, not a number where there is a gap. */
    private record Line(List<Double> values, Color color, Color fill) {

        Stream<Double> numbers() {
            return values.stream().filter(Double::isFinite);
        }
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, Window window) {
        List<Color> colors = colors(panel, series);
        int legend = GraphLegend.height(series.size());
        Rectangle graph = new Rectangle(area.x, area.y, area.width, area.height - legend);
        List<Line> lines = panel.looks().stacked() ? stacked(series, colors) : lines(series, colors);
        if (lines.isEmpty()) {
            graphics.setFont(Palette.BODY);
            int middle = graph.y + graph.height / 2;
            Drawing.write(graphics, "no calls in this time", graph.x + 12, middle, graph.width, Palette.FAINT);
        } else {
            Graphics2D own = (Graphics2D) graphics.create(graph.x, graph.y, graph.width, graph.height);
            chart(graph, panel, lines, window).paint(own, graph.width, graph.height);
            own.dispose();
        }
        Rectangle below = new Rectangle(area.x, area.y + area.height - legend, area.width, legend);
        GraphLegend.draw(graphics, below, panel, series, colors);
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

    private static List<Line> lines(List<Named> series, List<Color> colors) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (!series.get(i).series().isBlank()) {
                Color color = colors.get(i);
                lines.add(new Line(series.get(i).series().values(), color, Palette.faded(color, FILL)));
            }
        }
        return lines;
    }

    /** Sums from the first series on; the sum of all comes first, so that each lower one is painted over it. */
    private static List<Line> stacked(List<Named> series, List<Color> colors) {
        List<Line> lines = new ArrayList<>();
        List<Double> below = Collections.nCopies(series.get(0).series().values().size(), 0.0);
        for (int i = 0; i < series.size(); i++) {
            List<Double> sum = new ArrayList<>();
            for (int t = 0; t < below.size(); t++) {
                double value = series.get(i).series().values().get(t);
                sum.add(below.get(t) + (Double.isFinite(value) ? value : 0));
            }
            lines.add(0, new Line(sum, colors.get(i), Palette.solid(colors.get(i), STACKED_FILL)));
            below = sum;
        }
        return lines;
    }

    private static XYChart chart(Rectangle area, Panel panel, List<Line> lines, Window window) {
        List<Panel.Threshold> thresholds = panel.looks().showsThreshold()
                ? panel.looks().thresholds().stream()
                        .filter(threshold -> Double.isFinite(threshold.from()))
                        .toList()
                : List.of();
        double highest = Stream.concat(
                        lines.stream().flatMap(Line::numbers),
                        thresholds.stream().map(Panel.Threshold::from))
                .reduce(0.0, Math::max);
        double lowest = lines.stream().flatMap(Line::numbers).reduce(0.0, Math::min);
        Unit.Scale scale = panel.looks().unit().scale(Math.max(highest, -lowest));
        XYChart chart =
                new XYChartBuilder().width(area.width).height(area.height).build();
        style(chart.getStyler(), window);
        chart.getStyler().setYAxisMin(lowest / scale.size() * 1.1);
        chart.getStyler().setYAxisMax(highest > 0 ? highest / scale.size() * 1.1 : 1.0);
        chart.getStyler().setyAxisTickLabelsFormattingFunction(value -> Unit.NONE.format(value, -1) + scale.suffix());
        for (Line line : lines) {
            add(chart, window.instants(), line, scale);
        }
        for (Panel.Threshold threshold : thresholds) {
            add(chart, window.instants(), threshold, scale);
        }
        return chart;
    }

    private static void style(XYStyler styler, Window window) {
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
    }

    private static void add(XYChart chart, List<Date> times, Line line, Unit.Scale scale) {
        List<Double> scaled = line.values().stream()
                .map(value -> Double.isFinite(value) ? value / scale.size() : Double.NaN)
                .toList();
        XYSeries added = chart.addSeries("line " + chart.getSeriesMap().size(), times, scaled);
        added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        added.setMarker(SeriesMarkers.NONE);
        added.setLineColor(line.color());
        added.setLineStyle(LINE);
        added.setFillColor(line.fill());
    }

    private static void add(XYChart chart, List<Date> times, Panel.Threshold threshold, Unit.Scale scale) {
        double height = threshold.from() / scale.size();
        List<Date> ends = List.of(times.get(0), times.get(times.size() - 1));
        XYSeries added = chart.addSeries("threshold " + height, ends, List.of(height, height));
        added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        added.setMarker(SeriesMarkers.NONE);
        added.setLineColor(Palette.named(threshold.color()));
        added.setLineStyle(DASHES);
    }
}
