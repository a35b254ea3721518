package io.github.dubbogray.it.ops;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A series over a window.
 *
 * @param labels the metric's name included, under {@code __name__}
 * @param values one for each step of the window, not a number where there is none
 */
record Series(Map<String, String> labels, List<Double> values) {

    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    /** Copies the values. */
    Series {
        values = List.copyOf(values);
    }

    /** Returns its name by a legend's format. */
    String legend(String format) {
        if (format.isEmpty()) {
            return new TreeMap<>(labels)
                    .entrySet().stream()
                            .filter(label -> !label.getKey().equals("__name__"))
                            .map(label -> label.getKey() + "=" + label.getValue())
                            .collect(Collectors.joining(" "));
        }
        return LABEL.matcher(format)
                .replaceAll(label -> labels.getOrDefault(label.group(1), ""))
                .strip();
    }

    /** Returns the last value that is there, or not a number. */
    double last() {
        for (int i = values.size() - 1; i >= 0; i--) {
            if (!Double.isNaN(values.get(i))) {
                return values.get(i);
            }
        }
        return Double.NaN;
    }

    /** Returns whether nothing of it is a finite number. */
    boolean isBlank() {
        return values.stream().noneMatch(Double::isFinite);
    }
}
