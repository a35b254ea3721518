package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Gauge;
import io.github.dubbogray.router.meter.Meter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an application stands: {@code labels}, {@code documents}, {@code drifts}, {@code counters}, {@code gauges}.
 *
 * @param counters those that have counted something, by meter and tags
 * @param gauges what is measured now; the documents' own are left out, as they stand with the documents
 */
record StatusSection(
        Labels labels,
        List<DocumentLine> documents,
        List<LabelDrift> drifts,
        List<Series> counters,
        List<Series> gauges)
        implements Section {

    private static final Set<Meter> OF_DOCUMENTS =
            Set.of(Meter.DOCUMENT_STATE, Meter.DOCUMENT_REVISION, Meter.DOCUMENT_AGE);

    /** A series with its value. */
    record Series(Meter meter, List<String> tags, double value) {

        private JsonObject json() {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < tags.size(); i++) {
                named.put(meter.tags().get(i), tags.get(i));
            }
            return new JsonObject()
                    .put("name", meter.id())
                    .putTexts("tags", named)
                    .put("value", value);
        }

        private List<String> cells() {
            StringBuilder pairs = new StringBuilder();
            for (int i = 0; i < tags.size(); i++) {
                pairs.append(i == 0 ? "" : ", ")
                        .append(meter.tags().get(i))
                        .append('=')
                        .append(tags.get(i));
            }
            return List.of(meter.id(), pairs.toString(), Numbers.text(value));
        }
    }

    static StatusSection of(GrayApplication gray) {
        return new StatusSection(
                gray.labels(),
                DocumentLine.allOf(gray),
                gray.drifts(),
                inOrder(gray.meters()
                        .all()
                        .filter(counter -> counter.value() > 0)
                        .map(StatusSection::series)
                        .toList()),
                inOrder(gray.gauges().now().stream()
                        .filter(gauge -> !OF_DOCUMENTS.contains(gauge.meter()))
                        .map(StatusSection::series)
                        .toList()));
    }

    private static Series series(Counter counter) {
        return new Series(counter.meter(), counter.values(), counter.value());
    }

    private static Series series(Gauge gauge) {
        return new Series(gauge.meter(), gauge.values(), gauge.value().getAsDouble());
    }

    private static List<Series> inOrder(List<Series> series) {
        return series.stream()
                .sorted(Comparator.comparing(Series::meter).thenComparing(one -> String.join(" ", one.tags())))
                .toList();
    }

    @Override
    public void addTo(JsonObject json) {
        json.putTexts("labels", labels.toMap())
                .put("documents", documents.stream().map(DocumentLine::json).toList())
                .put("drifts", drifts.stream().map(StatusSection::json).toList())
                .put("counters", counters.stream().map(Series::json).toList())
                .put("gauges", gauges.stream().map(Series::json).toList());
    }

    private static JsonObject json(LabelDrift drift) {
        return new JsonObject()
                .put("application", drift.application())
                .put("address", drift.address())
                .put("label", drift.key())
                .put("registered", drift.registered())
                .put("effective", drift.effective());
    }

    @Override
    public void addTo(Lines lines) {
        lines.line("labels: " + (labels.isEmpty() ? "none" : labels))
                .section(
                        "documents", documents.stream().map(DocumentLine::cells).collect(Collectors.toList()))
                .section(
                        "drifts",
                        drifts.stream().map(drift -> List.of(drift.describe())).collect(Collectors.toList()))
                .section("counters", counters.stream().map(Series::cells).collect(Collectors.toList()))
                .section("gauges", gauges.stream().map(Series::cells).collect(Collectors.toList()));
    }
}
