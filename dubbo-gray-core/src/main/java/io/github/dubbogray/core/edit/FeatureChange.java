package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.edit.PlacedSwitch.PlacedSplit;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.SwitchValue;
import io.github.dubbogray.core.feature.Variant;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.PercentText;
import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is to become of a switch. */
public sealed interface FeatureChange {

    /** Returns what is to be written for it. */
    Outcome in(PlacedSwitch placed);

    /** What is to be written. */
    sealed interface Outcome {

        /**
         * Characters instead of others.
         *
         * @param expected what the switch must say then
         */
        record Written(List<Replacement> replacements, Predicate<Switch.Definition> expected) implements Outcome {}

        /** Nothing, and why. */
        record Left(EditResult why) implements Outcome {}

        private static Outcome unchanged(YamlItem at, String reason) {
            return new Left(new EditResult.Unchanged(at.place(), reason));
        }

        private static Outcome refused(YamlItem at, String reason) {
            return new Left(new EditResult.Refused(at.place(), reason));
        }
    }

    /**
     * Another default, which the text says then as its type has it: a number as a number, a text that looks like one in
     * quotes.
     *
     * @param value a value of the switch's type, or the name of a variant
     */
    record Preset(String value) implements FeatureChange {

        /** RFC 8259, section 6. */
        private static final Pattern JSON_NUMBER =
                Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

        @Override
        public Outcome in(PlacedSwitch placed) {
            YamlItem.Scalar now = placed.preset();
            Optional<Variant> wanted = placed.variant(value);
            if (wanted.isEmpty()) {
                return Outcome.refused(now, placed.noVariant(value));
            }
            Variant later = wanted.get();
            return later.equals(placed.definition().preset())
                    ? Outcome.unchanged(now, "the default is " + Quoted.of(value) + " already")
                    : new Outcome.Written(
                            List.of(written(placed, now, later)),
                            changed -> changed.preset().equals(later));
        }

        private Replacement written(PlacedSwitch placed, YamlItem.Scalar now, Variant later) {
            return placed.isNamed() || later.value() instanceof SwitchValue.Text
                    ? Spelled.text(placed.text(), now, later.name())
                    : Replacement.of(placed.text(), now, isNumber(value) ? value : later.name());
        }

        /** As everybody spells numbers; others are written as we do. */
        private static boolean isNumber(String spelling) {
            return JSON_NUMBER.matcher(spelling).matches();
        }
    }

    /** Its rules are asked, or everybody gets its default. */
    enum Mode implements FeatureChange {
        /** Its rules are asked. */
        ON(Switch.Mode.ENABLED, "true"),

        /** Everybody gets its default. */
        OFF(Switch.Mode.DISABLED, "false");

        private static final String KEY = "enabled";

        private final Switch.Mode mode;
        private final String spelling;

        Mode(Switch.Mode mode, String spelling) {
            this.mode = mode;
            this.spelling = spelling;
        }

        @Override
        public Outcome in(PlacedSwitch placed) {
            Optional<YamlItem.Scalar> now = placed.scalar(KEY);
            if (placed.definition().mode() == mode) {
                return Outcome.unchanged(placed.item(), "the switch is " + (this == ON ? "on" : "off") + " already");
            }
            Optional<List<Replacement>> written = now.isPresent()
                    ? Optional.of(List.of(Replacement.of(placed.text(), now.get(), spelling)))
                    : placed.added(new NewKey(KEY, spelling));
            return written.<Outcome>map(changes -> new Outcome.Written(changes, later -> later.mode() == mode))
                    .orElseGet(() -> Outcome.refused(
                            placed.preset(),
                            "nothing can be added behind a block; add the line '" + KEY + ": " + spelling
                                    + "' by hand"));
        }
    }

    /**
     * Another share of a value in a rule that splits; of two values the other one gets the difference, of more the default.
     *
     * @param value as the rule spells it
     * @param share as documents spell it: {@code 20%}
     * @param rule the rule's id; null where only one rule has a share for the value
     */
    record ShareOf(String value, String share, @Nullable String rule) implements FeatureChange {

        @Override
        public Outcome in(PlacedSwitch placed) {
            Optional<Integer> points = PercentText.read(share);
            if (points.isEmpty()) {
                return Outcome.refused(
                        placed.item(), "the share " + Quoted.of(share) + " must be " + PercentText.RULE + ", as 12.5%");
            }
            List<PlacedSplit> meant = placed.splits().stream()
                    .filter(split -> split.shareOf(value).isPresent())
                    .filter(split -> rule == null || split.rule().id().equals(rule))
                    .toList();
            return meant.size() == 1
                    ? moved(placed, meant.get(0), points.get())
                    : Outcome.refused(placed.item(), unclear(meant));
        }

        private String unclear(List<PlacedSplit> meant) {
            return meant.isEmpty()
                    ? (rule == null ? "no rule" : "no rule " + Quoted.of(rule)) + " has a share for " + Quoted.of(value)
                    : meant.size() + " rules have a share for " + Quoted.of(value) + ", name one: "
                            + Listed.sorted(meant.stream()
                                    .map(split -> split.rule().id())
                                    .toList());
        }

        private Outcome moved(PlacedSwitch placed, PlacedSplit split, int points) {
            YamlItem.Scalar now = split.shareOf(value).orElseThrow();
            int more = points - pointsOf(now);
            if (more == 0) {
                return Outcome.unchanged(now, Quoted.of(value) + " has " + PercentText.of(points) + " already");
            }
            Optional<YamlItem.Scalar> rest = restOf(placed, split);
            if (rest.isEmpty()) {
                return Outcome.refused(
                        now, "it is not clear which value takes the difference; write the shares by hand");
            }
            int left = pointsOf(rest.get()) - more;
            return left < 0
                    ? Outcome.refused(
                            now,
                            Quoted.of(value) + " can have " + PercentText.of(points + left) + " at most; lower another")
                    : new Outcome.Written(
                            List.of(
                                    Replacement.of(placed.text(), now, PercentText.of(points)),
                                    Replacement.of(placed.text(), rest.get(), PercentText.of(left))),
                            later -> sharesAfter(later, split).stream()
                                    .anyMatch(changed -> changed.basisPoints() == points));
        }

        private static int pointsOf(YamlItem.Scalar share) {
            return PercentText.read(share.text()).orElseThrow();
        }

        private static List<Share> sharesAfter(Switch.Definition later, PlacedSplit split) {
            return later.rules().stream()
                    .filter(rule -> rule.id().equals(split.rule().id()))
                    .flatMap(rule -> rule.target().shares().stream())
                    .toList();
        }

        private Optional<YamlItem.Scalar> restOf(PlacedSwitch placed, PlacedSplit split) {
            List<YamlItem.Entry> others = new ArrayList<>(split.to().entries());
            others.removeIf(entry -> entry.key().equals(value));
            return (others.size() == 1
                            ? others.stream().findFirst()
                            : others.stream()
                                    .filter(entry ->
                                            entry.key().equals(placed.preset().text()))
                                    .findFirst())
                    .map(entry -> (YamlItem.Scalar) entry.value());
        }
    }
}
