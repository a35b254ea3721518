package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.explain.RuleStep;
import io.github.dubbogray.core.placement.TierStep;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.request.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes where a document sends a request.
 *
 * @param down the lanes whose instances are away
 */
record AnswerText(Table table, Answer answer, Set<String> down) {

    JsonObject toJson() {
        return new JsonObject()
                .put("application", table.application())
                .put("revision", table.revision())
                .putOrNull("tag", answer.tag().orElse(null))
                .putOrNull("lane", answer.lane().orElse(null))
                .putOrNull("rule", answer.rule().orElse(null))
                .put("outcome", answer.outcome())
                .put("reason", answer.reason())
                .put("shares", answer.shares().stream().map(AnswerText::toJson).toList())
                .putTexts(
                        "tiers",
                        answer.tiers().stream()
                                .map(step -> step.tier().describe())
                                .toList())
                .put("text", toString());
    }

    private static JsonObject toJson(Share share) {
        return new JsonObject().put("lane", share.lane()).put("percent", share.basisPoints() / 100.0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append("application ")
                .append(Quoted.line(table.application()))
                .append(", revision ")
                .append(table.revision())
                .append(", ")
                .append(table.mode().name().toLowerCase(Locale.ROOT))
                .append("\ntag: ")
                .append(Quoted.line(answer.reason()))
                .append('\n');
        List<RuleStep> rules = answer.explanation().origin().rules();
        int width = rules.stream().mapToInt(step -> step.rule().length()).max().orElse(0);
        text.append(rules.isEmpty() ? "" : "rules\n");
        rules.forEach(step -> text.append(row(
                step.rule(),
                width,
                answer.isByChance() && step instanceof RuleStep.Claimed ? "claimed, by chance" : step.describe())));
        int longest = answer.tiers().stream()
                .mapToInt(step -> step.tier().describe().length())
                .max()
                .orElse(0);
        text.append(answer.tiers().isEmpty() ? "" : "tiers\n");
        answer.tiers().forEach(step -> text.append(row(step.tier().describe(), longest, state(step))));
        return text.toString();
    }

    private static String row(String name, int width, String rest) {
        return Quoted.line("  " + name + " ".repeat(width - name.length()) + "  " + rest) + "\n";
    }

    private String state(TierStep step) {
        return switch (step.outcome()) {
            case SERVES -> "serves";
            case TOO_FEW -> down.isEmpty() ? "has no instance" : "is down";
            case NOT_NEEDED -> "next";
        };
    }
}
