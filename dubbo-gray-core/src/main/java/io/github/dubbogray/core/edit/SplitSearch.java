package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.edit.EditResult.Refused;
import io.github.dubbogray.core.edit.PlacedRule.PlacedShare;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks in a document for the rule that an operator means: the one that splits requests and has a share for a lane. */
final class SplitSearch {

    private static final int MAX_NAMED = 20;

    private final Document document;
    private final String lane;
    private final List<PlacedRule> rules;

    SplitSearch(Document document, String lane) {
        this.document = document;
        this.lane = lane;
        this.rules = PlacedRule.in(document);
    }

    /**
     * Edits the rule and its share that are meant; refuses where there is none, or more than one.
     *
     * @param id the rule's; null where there should be one only
     */
    EditResult in(@Nullable String id, BiFunction<PlacedRule, PlacedShare, EditResult> edit) {
        List<String> declared =
                document.table().lanes().stream().map(Lane::name).toList();
        if (!declared.contains(PlacedRule.laneNamed(lane))) {
            return refusedAt(
                    "lanes", "lane " + Quoted.of(lane) + " is not declared; declared are " + Listed.sorted(declared));
        }
        return id == null ? inOnly(edit) : inNamed(id, edit);
    }

    private EditResult inOnly(BiFunction<PlacedRule, PlacedShare, EditResult> edit) {
        List<PlacedRule> candidates = candidates();
        if (candidates.isEmpty()) {
            return refusedAt(
                    "rules",
                    "no rule has a share for lane " + Quoted.of(lane)
                            + also("everything goes to it in", this::isWhole));
        }
        PlacedRule first = candidates.get(0);
        return candidates.size() == 1
                ? edit.apply(first, first.shareOf(lane).orElseThrow())
                : new Refused(
                        first.place(),
                        candidates.size() + " rules have a share for lane " + Quoted.of(lane) + ", name one: "
                                + listed(candidates));
    }

    private EditResult inNamed(String id, BiFunction<PlacedRule, PlacedShare, EditResult> edit) {
        Optional<PlacedRule> named =
                rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
        if (named.isEmpty()) {
            return refusedAt(
                    "rules",
                    "there is no rule " + Quoted.of(id)
                            + also("lane " + Quoted.of(lane) + " has a share in", this::isCandidate));
        }
        PlacedRule found = named.get();
        return found.shareOf(lane)
                .map(share -> edit.apply(found, share))
                .orElseGet(() -> new Refused(
                        found.place(),
                        "rule " + Quoted.of(id) + " has no share for lane " + Quoted.of(lane) + ", its target is "
                                + found.rule().target().describe() + "; write the share by hand"));
    }

    private List<PlacedRule> candidates() {
        return rules.stream().filter(this::isCandidate).toList();
    }

    private boolean isCandidate(PlacedRule rule) {
        return rule.shareOf(lane).isPresent();
    }

    private boolean isWhole(PlacedRule rule) {
        return rule.shares().isEmpty() && rule.rule().lanes().contains(PlacedRule.laneNamed(lane));
    }

    private Refused refusedAt(String key, String reason) {
        return new Refused(
                document.entry(key)
                        .map(YamlItem.Entry::place)
                        .orElse(document.root().place()),
                reason);
    }

    /** Returns the rest of a sentence that names the rules which may be meant instead; empty if there are none. */
    private String also(String start, Predicate<PlacedRule> meant) {
        List<PlacedRule> found = rules.stream().filter(meant).toList();
        return found.isEmpty() ? "" : "; " + start + " " + listed(found);
    }

    private static String listed(List<PlacedRule> rules) {
        String named = rules.stream()
                .limit(MAX_NAMED)
                .map(rule -> rule.id() + " (" + rule.place() + ")")
                .collect(Collectors.joining(", "));
        return rules.size() <= MAX_NAMED ? named : named + " and " + (rules.size() - MAX_NAMED) + " more";
    }
}
