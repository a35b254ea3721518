package io.github.dubbogray.it.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is chosen at the top of a dashboard, put into its queries as Grafana does.
 *
 * @param values of variables, by name
 */
record Choice(Map<String, String> values) {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+),\\s*(\\w+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}|\\$(\\w+)");
    /** What Grafana makes of it where Prometheus scrapes every 15 s: four times that. */
    private static final String RATE_INTERVAL = "1m";

    /** Returns what a reader sees first: all values where that can be chosen, else the first one; {@code fixed} wins. */
    static Choice first(Dashboard dashboard, Map<String, String> fixed, PrometheusApi prometheus) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("__rate_interval", RATE_INTERVAL);
        values.putAll(fixed);
        for (Dashboard.Variable variable : dashboard.variables()) {
            if (variable.type().equals("query") && !values.containsKey(variable.name())) {
                values.put(
                        variable.name(),
                        variable.all().isEmpty() ? first(variable, new Choice(values), prometheus) : variable.all());
            }
        }
        return new Choice(values);
    }

    private static String first(Dashboard.Variable variable, Choice before, PrometheusApi prometheus) {
        Matcher query = LABEL_VALUES.matcher(before.in(variable.query()));
        if (!query.matches()) {
            throw new IllegalArgumentException("a variable whose query is not understood: " + variable);
        }
        List<String> values = prometheus.labelValues(query.group(1), query.group(2));
        if (values.isEmpty()) {
            throw new IllegalStateException("no value for " + variable);
        }
        return values.get(0);
    }

    /** Returns a text with values in place of variables; unknown ones stay. */
    String in(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(values.getOrDefault(name, found.group()));
        });
    }
}
