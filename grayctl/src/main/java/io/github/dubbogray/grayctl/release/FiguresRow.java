package io.github.dubbogray.grayctl.release;

import io.github.dubbogray.core.release.ledger.DeploymentFigures;
import io.github.dubbogray.core.release.ledger.Spread;
import io.github.dubbogray.core.text.JsonObject;
import java.util.List;
import java.util.Locale;

/** How well one application is released. */
public record FiguresRow(DeploymentFigures figures) {

    /** Returns the names of what {@link #cells} has. */
    public static List<String> head() {
        return List.of(
                "application",
                "releases",
                "promoted",
                "success",
                "to service",
                "incidents",
                "open",
                "to detect",
                "to act",
                "to recover");
    }

    /** Returns it for people; times are means. */
    public List<String> cells() {
        return List.of(
                figures.application(),
                Long.toString(figures.promoted() + figures.rolledBack()),
                Long.toString(figures.promoted()),
                figures.successRate().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.0f%%",
                                100 * figures.successRate().getAsDouble())
                        : "",
                mean(figures.toService()),
                Integer.toString(figures.incidents()),
                Long.toString(figures.openIncidents()),
                mean(figures.toDetect()),
                mean(figures.toAct()),
                mean(figures.toRecover()));
    }

    private static String mean(Spread spread) {
        return spread.count() == 0 ? "" : Spans.of(Math.round(spread.meanMillis()));
    }

    /** Returns it for programs. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("application", figures.application())
                .put("promoted", figures.promoted())
                .put("rolledBack", figures.rolledBack())
                .put("successRate", figures.successRate().orElse(Double.NaN))
                .put("incidents", figures.incidents())
                .put("openIncidents", figures.openIncidents());
        return json.put("toService", toJson(figures.toService()))
                .put("toDetect", toJson(figures.toDetect()))
                .put("toAct", toJson(figures.toAct()))
                .put("toRecover", toJson(figures.toRecover()));
    }

    private static JsonObject toJson(Spread spread) {
        JsonObject json = new JsonObject().put("count", spread.count());
        return spread.count() == 0
                ? json.putNull("meanMillis").putNull("medianMillis")
                : json.put("meanMillis", Math.round(spread.meanMillis())).put("medianMillis", spread.medianMillis());
    }
}
