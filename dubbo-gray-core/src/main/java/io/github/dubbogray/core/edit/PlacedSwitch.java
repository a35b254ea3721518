package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.SwitchRule;
import io.github.dubbogray.core.feature.Variant;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
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

    /** Returns whether its values have names of their own: then these are what its default and its rules say. */
    boolean isNamed() {
        return !definition().variants().isEmpty();
    }

    /** Returns what it would give by a name or a value that an operator says; empty if it cannot give that. */
    Optional<Variant> variant(String said) {
        return isNamed()
                ? definition().variants().stream()
                        .filter(variant -> variant.name().equals(said))
                        .findFirst()
                : SwitchesReader.valueOf(definition().type(), said).map(value -> new Variant(value.describe(), value));
    }

    /** Says why it cannot. */
    String noVariant(String said) {
        return isNamed()
                ? "variant " + Quoted.of(said) + " is not declared under variants; declared are "
                        + Listed.sorted(definition().variants().stream()
                                .map(Variant::name)
                                .toList())
                : Quoted.of(said) + " must be "
                        + SwitchesReader.expectedOf(definition().type());
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
    Optional<List<Replacement>> added(NewKey key) {
        return preset().style() == YamlItem.ScalarStyle.BLOCK
                ? Optional.empty()
                : Optional.of(key.behind(Document.entryOf(item, DEFAULT).orElseThrow(), preset(), item, text));
    }
}
