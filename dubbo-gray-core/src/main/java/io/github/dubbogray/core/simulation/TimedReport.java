package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts and writes what happened in a run that takes time, in rows of five seconds. */
final class TimedReport implements SimulationReport {

    private static final int ROW_MILLIS = 5_000;

    private final Scenario scenario;
    private final Timeline timeline;
    private final List<String> lanes;
    private final List<Row> rows = new ArrayList<>();
    private final MarkdownTable news = new MarkdownTable(0, "second", "what happened");
    private final List<JsonObject> events = new ArrayList<>();
    private final Map<String, Integer> elsewhere = new LinkedHashMap<>();
    private boolean isNews;

    /** What was counted in five seconds. */
    private static final class Row {
        private final Map<String, Integer> calls = new LinkedHashMap<>();
        private final Map<String, Integer> failures = new LinkedHashMap<>();
        private int refused;
    }

    TimedReport(Scenario scenario, Timeline timeline, List<Table> tables) {
        this.scenario = scenario;
        this.timeline = timeline;
        this.lanes = tables.stream()
                .flatMap(table -> Stream.concat(table.gray().stream(), Stream.of(table.stable())))
                .map(Lane::name)
                .distinct()
                .toList();
    }

    void tell(long millis, HealthEvent event) {
        isNews = true;
        news.add(seconds(millis), event.describe());
        events.add(new JsonObject().put("second", millis / 1_000.0).put("what", event.describe()));
    }

    /** Says a moment that is a multiple of 100 ms: {@code 20.5}. */
    static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).setScale(1).toPlainString();
    }

    void served(String lane, boolean failed, long millis) {
        Row row = row(millis);
        row.calls.merge(lane, 1, Integer::sum);
        row.failures.merge(lane, failed ? 1 : 0, Integer::sum);
    }

    void placed(Placement placement, long millis) {
        if (placement instanceof Placement.Refused) {
            row(millis).refused++;
        }
        if (!(placement instanceof Placement.Placed)) {
            elsewhere.merge(placement.describe(), 1, Integer::sum);
        }
    }

    private Row row(long millis) {
        int number = (int) (millis / ROW_MILLIS);
        while (rows.size() <= number) {
            rows.add(new Row());
        }
        return rows.get(number);
    }

    @Override
    public JsonObject toJson() {
        return new JsonObject()
                .put("requests", scenario.population().count())
                .put("perSecond", timeline.perSecond())
                .put("seed", scenario.population().seed())
                .put("failing", timeline.failing() / 100.0)
                .put("faults", timeline.faults().stream().map(TimedReport::json).toList())
                .put("events", events)
                .put(
                        "elsewhere",
                        elsewhere.entrySet().stream()
                                .map(each -> new JsonObject()
                                        .put("placement", each.getKey())
                                        .put("requests", each.getValue()))
                                .toList())
                .put(
                        "rows",
                        IntStream.range(0, rows.size()).mapToObj(this::json).toList());
    }

    private static JsonObject json(Fault fault) {
        return new JsonObject()
                .put("instance", fault.instance())
                .putTexts("labels", fault.labels().toMap())
                .put("from", fault.fromMillis() / 1_000.0)
                .put("to", fault.toMillis() / 1_000.0)
                .put("failing", fault.failing() / 100.0);
    }

    private JsonObject json(int number) {
        Row row = rows.get(number);
        return new JsonObject()
                .put("from", number * ROW_MILLIS / 1_000)
                .put("to", (number + 1) * ROW_MILLIS / 1_000)
                .put(
                        "lanes",
                        lanes.stream()
                                .map(lane -> new JsonObject()
                                        .put("lane", lane)
                                        .put("calls", row.calls.getOrDefault(lane, 0))
                                        .put("failures", row.failures.getOrDefault(lane, 0)))
                                .toList())
                .put("refused", row.refused);
    }

    @Override
    public String toMarkdown() {
        return "# " + Quoted.line(scenario.title()) + "\n\n" + heading() + "\n## Faults\n\n" + faults()
                + "\n## What happened\n\n"
                + (isNews ? news.toString() : "Nothing.\n") + elsewhere() + "\n## Calls by the lane that served\n\n"
                + calls();
    }

    private String heading() {
        return Tally.number(scenario.population().count()) + " requests, " + timeline.perSecond() + " a second, seed "
                + scenario.population().seed() + "; " + Tally.share(timeline.failing(), 10_000)
                + " fail where no fault is.\n";
    }

    private String faults() {
        MarkdownTable table = new MarkdownTable(3, "instances", "from", "to", "failing");
        timeline.faults()
                .forEach(fault -> table.add(
                        fault.instance().isEmpty() ? "all " + fault.labels() : fault.instance(),
                        fault.fromMillis() / 1_000.0 + " s",
                        fault.toMillis() / 1_000.0 + " s",
                        Tally.share(fault.failing(), 10_000)));
        return table.toString();
    }

    private String elsewhere() {
        MarkdownTable table = new MarkdownTable(1, "placements that were not the wanted ones", "requests");
        elsewhere.forEach((sentence, requests) -> table.add(sentence, Tally.number(requests)));
        return elsewhere.isEmpty() ? "" : "\n## Why not the wanted lane\n\n" + table;
    }

    private String calls() {
        List<String> head = new ArrayList<>(List.of("seconds"));
        lanes.forEach(lane -> head.addAll(List.of(lane, "failed")));
        head.add("refused");
        MarkdownTable table = new MarkdownTable(head.size() - 1, head.toArray(String[]::new));
        for (int number = 0; number < rows.size(); number++) {
            table.add(cells(number).toArray(String[]::new));
        }
        return table.toString();
    }

    private List<String> cells(int number) {
        Row row = rows.get(number);
        int second = number * ROW_MILLIS / 1_000;
        List<String> cells = new ArrayList<>(List.of(second + " to " + (second + ROW_MILLIS / 1_000)));
        for (String lane : lanes) {
            int calls = row.calls.getOrDefault(lane, 0);
            cells.add(Tally.number(calls));
            cells.add(calls == 0 ? "" : Tally.share(row.failures.getOrDefault(lane, 0), calls));
        }
        cells.add(Tally.number(row.refused));
        return cells;
    }
}
