package io.github.dubbogray.it.ops;

import java.util.Arrays;
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
record Series(Map<String, String> labels, double[] values) {

    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

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
        for (int i = values.length - 1; i >= 0; i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    /** Returns whether nothing of it is a finite number. */
    boolean isBlank() {
        return Arrays.stream(values).noneMatch(Double::isFinite);
    }
}
