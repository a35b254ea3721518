package io.github.dubbogray.core.record;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documents and recorded traffic for tests. */
final class Samples {

    private static final String HEAD = """
            apiVersion: dubbo-gray/v1
            application: shop
            lanes:
              canary: { labels: { version: v2 } }
              beta: { labels: { version: v3 } }
            """;

    private Samples() {}

    /** Returns the text of a document with these rules. */
    static String text(String rules) {
        return HEAD + rules;
    }

    static Table table(String text) {
        Reading reading = DocumentReader.read(text);
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.table();
        }
        throw new AssertionError(((Reading.Refused) reading).problems());
    }

    /** Records a request as a consumer does. */
    static RecordedDecision decided(Table table, @Nullable String tag, Map<String, String> values, int draw) {
        return decided(List.of(table), tag, values, draw);
    }

    static RecordedDecision decided(List<Table> tables, @Nullable String tag, Map<String, String> values, int draw) {
        HypotheticalRequest request = new HypotheticalRequest(values);
        AtomicInteger drawn = new AtomicInteger(-1);
        SeenRequest seen = SeenRequest.of(0, request, tag, tables);
        Coloring answer = seen.carried() instanceof Carried.None
                ? tables.stream()
                        .map(table -> table.color(request, () -> {
                            drawn.set(draw);
                            return draw;
                        }))
                        .reduce((a, b) -> a instanceof Coloring.Claimed ? a : b)
                        .orElseThrow()
                : Coloring.OPEN;
        return RecordedDecision.of(
                seen,
                answer,
                drawn.get() < 0 ? OptionalInt.empty() : OptionalInt.of(drawn.get()),
                new RecordedDecision.Ended("placed", "stable", "10.0.0.1:20880"));
    }

    static RecordedProcess process(long calls, List<RecordedDecision> decisions, String... documents) {
        return new RecordedProcess(
                "1@host",
                "web",
                calls,
                Stream.of(documents).collect(Collectors.toMap(DocumentReader::revisionOf, text -> text)),
                decisions);
    }

    static Map<Replay.Document, Table> inForce(Table... tables) {
        return Stream.of(tables)
                .collect(Collectors.toMap(
                        table -> new Replay.Document(table.application(), table.revision()), table -> table));
    }

    /** Returns requests of all kinds, each like a real one. */
    static List<RecordedDecision> traffic(Table table, int count, long seed) {
        Random random = new Random(seed);
        List<@Nullable String> tags = java.util.Arrays.asList(
                null, null, null, null, null, null, null, "canary", "version=v2", "stable", "somebody's words");
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Map<String, String> values = new java.util.HashMap<>();
                    values.put("method", List.of("getPrice", "buy", "list").get(random.nextInt(3)));
                    values.put("service", "com.acme.Shop");
                    values.put("application", List.of("web", "app").get(random.nextInt(2)));
                    if (random.nextInt(10) > 0) {
                        values.put("attachment.user-id", "u" + random.nextInt(5_000));
                    }
                    if (random.nextInt(5) == 0) {
                        values.put(
                                "attachment.kind", List.of("qa", "dev", "vip").get(random.nextInt(3)));
                    }
                    return decided(table, tags.get(random.nextInt(tags.size())), values, random.nextInt(10_000));
                })
                .toList();
    }
}
