package io.github.dubbogray.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a run.
 *
 * @param name which case of the question
 * @param bytes allocated, or null where that was not measured
 * @param baseline what it stands beside, or null if nothing
 * @param budget what is allowed, or null if nothing is said
 */
record Answer(
        Question question,
        String name,
        Amount amount,
        @Nullable Double bytes,
        @Nullable Baseline baseline,
        @Nullable Budget budget) {

    static Answer of(Question question, String name, Measurement measured) {
        return new Answer(question, name, measured.amount(), measured.bytes(), null, null);
    }

    Answer beside(String name, double value) {
        return new Answer(question, this.name, amount, bytes, new Baseline(name, value), budget);
    }

    Answer within(String limit, boolean isMet) {
        return new Answer(question, name, amount, bytes, baseline, new Budget(limit, isMet));
    }

    /** Returns this as {@code report.json} has it; what is not known is null there. */
    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("question", question.key());
        json.put("case", name);
        json.put("unit", amount.unit());
        json.put("value", amount.value());
        json.put("bytes", bytes);
        json.put("baseline", baseline == null ? null : baseline.name());
        json.put("baselineValue", baseline == null ? null : baseline.value());
        json.put("ratio", baseline == null ? null : amount.value() / baseline.value());
        json.put("budget", budget == null ? null : budget.text());
        json.put("met", budget == null ? null : budget.isMet());
        return json;
    }

    /** Returns this as a row of a table: case, value, bytes, baseline, ratio, budget, met. */
    String toRow() {
        return "| " + name + " | " + amount + " | " + (bytes == null ? "" : Math.round(bytes)) + " | "
                + (baseline == null ? "" : baseline.name() + ", " + new Amount(baseline.value(), amount.unit())) + " | "
                + (baseline == null ? "" : ratio(amount.value() / baseline.value())) + " | "
                + (budget == null ? "" : budget.text()) + " | "
                + (budget == null ? "" : budget.isMet() ? "yes" : "**no**") + " |";
    }

    /** A small one is easier to read as a part, {@code 1/345}; near one, a thousandth tells something. */
    private static String ratio(double ratio) {
        if (ratio < 0.1) {
            return "1/" + Math.round(1 / ratio);
        }
        return ratio > 0.9 && ratio < 1.1 ? String.format(Locale.ROOT, "%.3f", ratio) : Amount.text(ratio);
    }
}
