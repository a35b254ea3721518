package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.Place;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.PercentText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A rule of a document, with where its shares stand.
 *
 * @param position among the rules, from 0
 * @param shares in the order of the text; none where the rule gives everything to one lane
 */
record PlacedRule(int position, Rule rule, Place place, List<PlacedShare> shares) {

    /**
     * A share, and the value that spells it.
     *
     * @param lane by its first name: {@code stable} where the text says {@code default}
     */
    record PlacedShare(String lane, int basisPoints, YamlItem.Scalar value) {

        static PlacedShare of(YamlItem.Entry entry) {
            YamlItem.Scalar value = (YamlItem.Scalar) entry.value();
            return new PlacedShare(
                    laneNamed(entry.key()), PercentText.read(value.text()).orElseThrow(), value);
        }
    }

    /** Returns the rules of a document in their order. */
    static List<PlacedRule> in(Document document) {
        List<Rule> rules = document.table().rules().list();
        List<YamlItem> items = document.entry("rules")
                .map(entry -> ((YamlItem.Listing) entry.value()).items())
                .orElse(List.of());
        return IntStream.range(0, rules.size())
                .mapToObj(position -> of(position, rules.get(position), (YamlItem.Mapping) items.get(position)))
                .toList();
    }

    private static PlacedRule of(int position, Rule rule, YamlItem.Mapping item) {
        YamlItem to = Document.entryOf(item, "to").orElseThrow().value();
        List<PlacedShare> shares = to instanceof YamlItem.Mapping split
                ? split.entries().stream().map(PlacedShare::of).toList()
                : List.of();
        return new PlacedRule(position, rule, item.place(), shares);
    }

    /** Returns the name under which a lane is known: {@code default} is another one of stable. */
    static String laneNamed(String name) {
        return Tag.isStable(name) ? Tag.STABLE : name;
    }

    /** Returns the share of a lane, if the rule has one for it. */
    Optional<PlacedShare> shareOf(String lane) {
        return shares.stream()
                .filter(share -> share.lane().equals(laneNamed(lane)))
                .findFirst();
    }

    String id() {
        return rule.id();
    }
}
