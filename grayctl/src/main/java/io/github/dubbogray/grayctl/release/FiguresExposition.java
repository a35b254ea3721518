package io.github.dubbogray.grayctl.release;

import io.github.dubbogray.core.release.ledger.DeploymentFigures;
import io.github.dubbogray.core.release.ledger.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How well applications are released, as a scrape has it: OpenMetrics 1.0, and what a textfile collector takes, which reads the
 * end mark as a comment.
 */
public record FiguresExposition(List<DeploymentFigures> figures) {

    public FiguresExposition {
        figures = List.copyOf(figures);
    }

    /** Returns the lines. */
    public List<String> toLines() {
        List<String> lines = new ArrayList<>();
        head(lines, "dubbo_gray_releases", "counter", "Releases that are over, by what became of them.");
        for (DeploymentFigures of : figures) {
            sample(lines, "dubbo_gray_releases_total", of, Map.of("result", "promoted"), (double) of.promoted());
            sample(lines, "dubbo_gray_releases_total", of, Map.of("result", "rolled-back"), (double) of.rolledBack());
        }
        gauge(
                lines,
                "dubbo_gray_release_success_ratio",
                "Part of the latest 100 releases that were promoted.",
                DeploymentFigures::successRate);
        gauge(
                lines,
                "dubbo_gray_release_incidents_open",
                "Incidents that are not closed.",
                of -> OptionalDouble.of((double) of.openIncidents()));
        mean(
                lines,
                "dubbo_gray_release_time_to_service_seconds",
                "Mean time from the beginning of a release until its lane had everything.",
                DeploymentFigures::toService);
        mean(
                lines,
                "dubbo_gray_release_time_to_detect_seconds",
                "Mean time from when a step was judged until its harm was found.",
                DeploymentFigures::toDetect);
        mean(
                lines,
                "dubbo_gray_release_time_to_act_seconds",
                "Mean time from when harm was found until the answer was published.",
                DeploymentFigures::toAct);
        mean(
                lines,
                "dubbo_gray_release_time_to_recover_seconds",
                "Mean time from when harm was found until it was over (MTTR).",
                DeploymentFigures::toRecover);
        lines.add("# EOF");
        return lines;
    }

    private static void head(List<String> lines, String name, String type, String help) {
        lines.add("# TYPE " + name + " " + type);
        lines.add("# HELP " + name + " " + help);
    }

    private void mean(List<String> lines, String name, String help, Function<DeploymentFigures, Spread> spread) {
        gauge(lines, name, help, of -> {
            Spread times = spread.apply(of);
            return times.count() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.round(times.meanMillis()) / 1_000.0);
        });
    }

    /** An application that has no such number has no sample: there is no mean of nothing. */
    private void gauge(
            List<String> lines, String name, String help, Function<DeploymentFigures, OptionalDouble> number) {
        head(lines, name, "gauge", help);
        for (DeploymentFigures of : figures) {
            number.apply(of).ifPresent(value -> sample(lines, name, of, Map.of(), value));
        }
    }

    private static void sample(
            List<String> lines, String name, DeploymentFigures of, Map<String, String> more, double value) {
        Map<String, String> labels = new TreeMap<>(more);
        labels.put("application", of.application());
        List<String> written = new ArrayList<>();
        labels.forEach((label, text) -> written.add(label + "=\"" + escaped(text) + "\""));
        lines.add(name + "{" + String.join(",", written) + "} " + written(value));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String written(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
