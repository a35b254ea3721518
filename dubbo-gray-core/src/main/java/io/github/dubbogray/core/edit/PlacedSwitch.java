package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.document.yaml.YamlLines;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.SwitchRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A switch of a document without errors, and where it stands in the text.
 *
 * @param item its keys and values
 */
record PlacedSwitch(String text, Switch known, YamlItem.Mapping item) {

    private static final String DEFAULT = "default";

    /**
     * A rule that splits, with where its shares stand.
     *
     * @param to values or variants, and shares
     */
    record PlacedSplit(SwitchRule rule, YamlItem.Mapping to) {

        Optional<YamlItem.Scalar> shareOf(String value) {
            return Document.entryOf(to, value).map(entry -> (YamlItem.Scalar) entry.value());
        }
    }

    Switch.Definition definition() {
        return known.definition();
    }

    YamlItem.Scalar preset() {
        return (YamlItem.Scalar) Document.entryOf(item, DEFAULT).orElseThrow().value();
    }

    Optional<YamlItem.Scalar> scalar(String key) {
        return Document.entryOf(item, key).map(entry -> (YamlItem.Scalar) entry.value());
    }

    /** Returns the rules that split, in the document's order. */
    List<PlacedSplit> splits() {
        List<YamlItem> items = Document.entryOf(item, "rules")
                .map(entry -> ((YamlItem.Listing) entry.value()).items())
                .orElse(List.of());
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(i -> Document.entryOf((YamlItem.Mapping) items.get(i), "to")
                        .filter(to -> to.value() instanceof YamlItem.Mapping)
                        .map(to -> new PlacedSplit(definition().rules().get(i), (YamlItem.Mapping) to.value()))
                        .stream())
                .toList();
    }

    /** Returns how a key comes into the switch behind its default, as the text around is written; empty behind a block. */
    Optional<Replacement> added(String key, String value) {
        YamlItem.Scalar before = preset();
        if (before.style() == YamlItem.ScalarStyle.BLOCK) {
            return Optional.empty();
        }
        if (item.style() == YamlItem.MappingStyle.FLOW) {
            return Optional.of(new Replacement(before.place(), before.range().end(), "", ", " + key + ": " + value));
        }
        int end = YamlLines.endOf(text, before.range().end());
        String lineBreak = YamlLines.breakAt(text, YamlLines.endOf(text, 0));
        String indentation = " ".repeat(item.place().column() - 1);
        return Optional.of(new Replacement(
                before.place(), end, "", (lineBreak.isEmpty() ? "\n" : lineBreak) + indentation + key + ": " + value));
    }
}
