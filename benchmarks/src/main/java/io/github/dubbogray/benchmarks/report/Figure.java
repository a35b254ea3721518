package io.github.dubbogray.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * A figure that was not measured by JMH, as it stands in a file.
 *
 * @param question which one it answers
 * @param name which case of it
 * @param beside what it stands beside, with {@code besideValue} in the same unit; or null
 * @param budget the limit in words, with {@code met}; or null
 */
public record Figure(
        Question question,
        String name,
        double value,
        String unit,
        @Nullable String beside,
        double besideValue,
        @Nullable String budget,
        boolean met) {

    Answer toAnswer() {
        Answer plain = new Answer(question, name, new Amount(value, unit), null, null, null);
        Answer compared = beside == null ? plain : plain.beside(beside, besideValue);
        return budget == null ? compared : compared.within(budget, met);
    }
}
