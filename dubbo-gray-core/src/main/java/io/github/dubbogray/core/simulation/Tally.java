package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.text.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts of requests by a name, in the order in which the names came up. */
final class Tally {

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** Makes a name come up, with no request yet. */
    void expect(String name) {
        counts.putIfAbsent(name, 0);
    }

    void count(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    int of(String name) {
        return counts.getOrDefault(name, 0);
    }

    /** Returns a table of names, counts and parts of all requests. */
    String toTable(String what, int all) {
        MarkdownTable table = new MarkdownTable(2, what, "requests", "share");
        counts.forEach((name, count) -> table.add(name, number(count), share(count, all)));
        return table.toString();
    }

    /** Returns {@code [{what, requests}]}. */
    List<JsonObject> toJson(String what) {
        return counts.entrySet().stream()
                .map(count -> new JsonObject().put(what, count.getKey()).put("requests", count.getValue()))
                .toList();
    }

    static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    static String share(int count, int all) {
        BigDecimal percent =
                BigDecimal.valueOf(count).movePointRight(2).divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP);
        return percent.toPlainString() + " %";
    }
}
