package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.explain.SwitchReport;
import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.router.feature.FollowedSwitches;
import io.github.dubbogray.router.feature.OpenSwitches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * The {@code documents} of switches that are followed: {@code application}, {@code revision}, {@code state} and its {@code
 * trouble}, how many questions went {@code unanswered}, and its {@code switches}, as {@code grayctl switch list} has them.
 */
record SwitchesSection(List<Document> documents) implements Section {

    /** What tells a document from others. */
    private record Key(String application, String revision, FollowedSwitches.Status status) {}

    /** A document as it is followed; several parts of a process may follow one. */
    record Document(Switches switches, FollowedSwitches.Status status, Map<Failure, Long> unanswered) {

        static Document of(FollowedSwitches followed) {
            return new Document(followed.now(), followed.status(), new TreeMap<>(followed.failures()));
        }

        private Key key() {
            return new Key(switches.application(), switches.revision(), status);
        }

        /** Returns the same, with the questions to another one who follows it. */
        Document with(Document other) {
            Map<Failure, Long> all = new TreeMap<>(unanswered);
            other.unanswered.forEach((cause, count) -> all.merge(cause, count, Long::sum));
            return new Document(switches, status, all);
        }
    }

    static SwitchesSection of(ApplicationModel model) {
        Map<Key, Document> byKey = new LinkedHashMap<>();
        OpenSwitches.in(model).stream()
                .map(Document::of)
                .forEach(document -> byKey.merge(document.key(), document, Document::with));
        return new SwitchesSection(List.copyOf(byKey.values()));
    }

    @Override
    public void addTo(JsonObject json) {
        json.put("documents", documents.stream().map(SwitchesSection::json).toList());
    }

    private static JsonObject json(Document document) {
        JsonObject unanswered = new JsonObject();
        document.unanswered().forEach((cause, count) -> unanswered.put(spelling(cause), count));
        return new JsonObject()
                .put("application", document.switches().application())
                .put("revision", document.switches().revision())
                .put("state", spelling(document.status().state()))
                .putOrNull("trouble", document.status().trouble().orElse(null))
                .put("unanswered", unanswered)
                .put(
                        "switches",
                        document.switches().all().stream()
                                .map(SwitchReport::toJson)
                                .toList());
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void addTo(Lines lines) {
        if (documents.isEmpty()) {
            lines.line("no document of switches is followed");
        }
        documents.forEach(document -> {
            lines.line(document.switches().application() + "  revision "
                    + document.switches().revision() + "  "
                    + spelling(document.status().state())
                    + document.status()
                            .trouble()
                            .map(why -> ", " + Quoted.sentence(why))
                            .orElse(""));
            lines.rows("  ", rows(document));
            document.unanswered().forEach((cause, count) -> {
                if (count > 0) {
                    lines.line("  unanswered, " + spelling(cause) + ": " + count);
                }
            });
        });
    }

    private static List<List<String>> rows(Document document) {
        Switches switches = document.switches();
        return switches.all().isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(SwitchReport.COLUMNS),
                                switches.all().stream().map(SwitchReport::cells).map(SwitchesSection::shown))
                        .toList();
    }

    private static List<String> shown(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.isEmpty() ? "-" : Quoted.sentence(cell))
                .toList();
    }
}
