package io.github.dubbogray.it.ops;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A dashboard as a picture.
 *
 * @param image all panels, in the dashboard's grid
 * @param faults which queries gave no series, and which names two series have, each with its panel
 */
record DashboardPicture(BufferedImage image, List<String> faults) {

    private static final int COLUMN = 64;
    private static final int ROW = 36;
    private static final int GAP = 4;
    private static final int HEAD = 54;
    private static final int TITLE = 28;
    private static final int COLUMNS = 24;

    private static final Map<String, Drawing> DRAWINGS = Map.of(
            "timeseries", new GraphDrawing(),
            "stat", new StatDrawing(),
            "table", new TableDrawing(),
            "state-timeline", new StatesDrawing(),
            "logs", new NoteDrawing());

    /** Asks every query of a dashboard, and draws what comes. */
    static DashboardPicture draw(Dashboard dashboard, Choice choice, PrometheusApi prometheus, Window window) {
        int rows = dashboard.panels().stream()
                .mapToInt(panel -> panel.place().y() + panel.place().height())
                .max()
                .orElse(1);
        BufferedImage image =
                new BufferedImage(COLUMNS * COLUMN + 2 * GAP, HEAD + rows * ROW + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Palette.GROUND);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        head(graphics, dashboard, choice, window);
        List<String> faults = new ArrayList<>();
        for (Panel panel : dashboard.panels()) {
            Rectangle area = area(panel.place());
            if (panel.type().equals("row")) {
                graphics.setFont(Palette.TITLE);
                Drawing.write(graphics, "▾ " + panel.title(), area.x + 4, area.y + 22, area.width, Palette.TEXT);
            } else {
                draw(graphics, area, panel, ask(panel, choice, prometheus, window, faults), window);
            }
        }
        graphics.dispose();
        return new DashboardPicture(image, List.copyOf(faults));
    }

    private static void head(Graphics2D graphics, Dashboard dashboard, Choice choice, Window window) {
        graphics.setFont(Palette.TITLE.deriveFont(17f));
        Drawing.write(graphics, dashboard.title(), 14, 24, 900, Palette.TEXT);
        graphics.setFont(Palette.BODY);
        String chosen = "application " + choice.values().getOrDefault("application", "?") + ", lanes "
                + choice.values().getOrDefault("lane", "?").replace(".+", "all") + ", " + seconds(window.start())
                + " to "
                + seconds(window.end()) + ". A rendering of the file in ops/grafana, not a picture of Grafana.";
        Drawing.write(graphics, chosen, 14, 44, COLUMNS * COLUMN, Palette.FAINT);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static List<Drawing.Named> ask(
            Panel panel, Choice choice, PrometheusApi prometheus, Window window, List<String> faults) {
        List<Drawing.Named> named = new ArrayList<>();
        for (Panel.Query query : panel.queries()) {
            if (query.source().equals("prometheus")) {
                String expression = choice.in(query.expression());
                List<Series> series =
                        query.instant() ? prometheus.instant(expression, window) : prometheus.range(expression, window);
                if (series.isEmpty()) {
                    faults.add("no series: " + panel.title() + " (" + query.refId() + "): " + expression);
                }
                series.forEach(one -> named.add(new Drawing.Named(one.legend(query.legend()), one)));
            }
        }
        Set<String> names = new HashSet<>();
        if (!panel.type().equals("table") && !named.stream().allMatch(one -> names.add(one.name()))) {
            faults.add("two series of one name: " + panel.title());
        }
        return named;
    }

    private static void draw(
            Graphics2D graphics, Rectangle area, Panel panel, List<Drawing.Named> series, Window window) {
        graphics.setColor(Palette.PANEL);
        graphics.fillRoundRect(area.x, area.y, area.width, area.height, 6, 6);
        graphics.setColor(Palette.BORDER);
        graphics.drawRoundRect(area.x, area.y, area.width, area.height, 6, 6);
        graphics.setFont(Palette.TITLE);
        Drawing.write(graphics, panel.title(), area.x + 10, area.y + 19, area.width - 20, Palette.TEXT);
        Rectangle body = new Rectangle(area.x + 10, area.y + TITLE, area.width - 20, area.height - TITLE - 6);
        Drawing drawing = DRAWINGS.get(panel.type());
        if (drawing == null) {
            throw new IllegalArgumentException("a panel that nobody draws: " + panel.type());
        }
        if (series.isEmpty() && !panel.type().equals("logs")) {
            graphics.setFont(Palette.BODY);
            Drawing.write(graphics, "No data", body.x, body.y + body.height / 2, body.width, Palette.named("red"));
        } else {
            drawing.draw(graphics, body, panel, series, window);
        }
    }

    private static Rectangle area(Panel.Place place) {
        return new Rectangle(
                GAP + place.x() * COLUMN + GAP / 2,
                HEAD + place.y() * ROW + GAP / 2,
                place.width() * COLUMN - GAP,
                place.height() * ROW - GAP);
    }
}
