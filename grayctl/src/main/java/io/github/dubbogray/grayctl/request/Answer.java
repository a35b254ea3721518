package io.github.dubbogray.grayctl.request;

import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.explain.LanePick;
import io.github.dubbogray.core.explain.RuleStep;
import io.github.dubbogray.core.placement.TierStep;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.PercentText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a document sends a request, and why.
 *
 * @param explanation all steps, made by the code that routes
 * @param claimed what the rule says that claims it; null if none does
 * @param target where that rule sends requests; null if none claims
 * @param isByChance whether a split decides that has neither a key nor a number
 */
public record Answer(
        Explanation explanation,
        RuleStep.@Nullable Claimed claimed,
        @Nullable Rule target,
        boolean isByChance) {

    static Answer of(Explanation explanation, Table table, boolean hasNumber) {
        RuleStep.Claimed claimed = explanation.origin().rules().stream()
                .filter(RuleStep.Claimed.class::isInstance)
                .map(RuleStep.Claimed.class::cast)
                .findFirst()
                .orElse(null);
        Rule rule = claimed == null
                ? null
                : table.rules().list().stream()
                        .filter(some -> some.id().equals(claimed.rule()))
                        .findFirst()
                        .orElseThrow();
        boolean isDrawn = claimed != null && claimed.pick() instanceof LanePick.ByDraw;
        boolean isOpen = rule != null
                && rule.target().shares().stream().noneMatch(share -> share.basisPoints() == Split.BUCKETS);
        return new Answer(explanation, claimed, rule, isDrawn && isOpen && !hasNumber);
    }

    /** Returns the tag that the request has then; empty if it has none, or if it is by chance. */
    public Optional<String> tag() {
        return isByChance ? Optional.empty() : explanation.origin().tag();
    }

    /** Returns the id of the rule that claims it; empty if none does. */
    public Optional<String> rule() {
        return Optional.ofNullable(claimed).map(RuleStep.Claimed::rule);
    }

    /** Returns the lane that serves; empty if labels choose, if nobody serves, or if it is by chance. */
    public Optional<String> lane() {
        return isByChance ? Optional.empty() : explanation.trace().placement().lane();
    }

    /** Returns {@code placed}, {@code fell back}, {@code refused} or {@code by chance}. */
    public String outcome() {
        return isByChance
                ? "by chance"
                : explanation.trace().placement().outcome().replace('_', ' ');
    }

    /** Returns which share of such requests each lane gets: one lane everything, unless a split is by chance. */
    public List<Share> shares() {
        Rule rule = target;
        if (rule != null && claimed != null) {
            return claimed.pick() instanceof LanePick.ByDraw
                    ? rule.target().shares()
                    : List.of(new Share(claimed.lane(), Split.BUCKETS));
        }
        return List.of(new Share(explanation.origin().tag().orElse(Tag.STABLE), Split.BUCKETS));
    }

    /** Says in one line what decides the tag. */
    public String reason() {
        return isByChance && claimed != null
                ? "by chance, as rule " + claimed.rule() + " splits and the request has no key: " + describe(shares())
                        + "; a bucket asks for one draw"
                : explanation.origin().describe();
    }

    /** Returns the tiers in the order in which they are tried, each with what becomes of it; none if it is by chance. */
    public List<TierStep> tiers() {
        return isByChance ? List.of() : explanation.trace().tiers();
    }

    /** Says shares as documents do: {@code canary 10%, stable 90%}. */
    public static String describe(List<Share> shares) {
        return shares.stream()
                .map(share -> share.lane() + " " + PercentText.of(share.basisPoints()))
                .collect(Collectors.joining(", "));
    }
}
