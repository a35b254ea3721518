package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.TextRange;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.document.yaml.YamlLines;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A key that a map does not have yet. It is written as the key in front of it is: in a line of its own
 * where that one has one, with its indentation and line end, in braces with its quotes.
 *
 * @param value what is written as its value
 */
record NewKey(String key, String value) {

    private static final String DEFAULT_BREAK = "\n";

    /** What may follow the last value of a line in braces; the comma is the group. */
    private static final Pattern END_OF_FLOW_LINE = Pattern.compile("[ \t]*(,?)[ \t]*(?:#.*)?");

    /**
     * Returns how the key comes into a map directly behind another one and its value, which is in no block.
     *
     * @param text all of the text that the map is in
     */
    List<Replacement> behind(YamlItem.Entry entry, YamlItem.Scalar value, YamlItem.Mapping map, String text) {
        return new Spot(text, map, entry, value.range()).take(this);
    }

    /** The spot behind a key and its value. */
    private record Spot(String text, YamlItem.Mapping map, YamlItem.Entry entry, TextRange valueRange) {

        List<Replacement> take(NewKey added) {
            if (map.style() == YamlItem.MappingStyle.BLOCK) {
                String indentation = " ".repeat(map.place().column() - 1);
                return List.of(insert(lineEnd(), lineBreak() + indentation + added.key + ": " + added.value));
            }
            String written = asInBraces(added);
            String before = textBeforeKey();
            Matcher rest = END_OF_FLOW_LINE.matcher(text).region(valueRange.end(), lineEnd());
            if (!before.isBlank() || !rest.matches()) {
                return List.of(insert(valueRange.end(), "," + (isTight() ? "" : " ") + written));
            }
            boolean hasComma = !rest.group(1).isEmpty();
            Replacement line = insert(lineEnd(), lineBreak() + before + written + (hasComma ? "," : ""));
            return hasComma ? List.of(line) : List.of(insert(valueRange.end(), ","), line);
        }

        private String asInBraces(NewKey added) {
            String quote =
                    isQuoted() ? text.substring(keyRange().start(), keyRange().start() + 1) : "";
            return quote + added.key + quote + (isTight() ? ":" : ": ") + added.value;
        }

        /** Whether no blank parts key and value, as in compact JSON; only behind a quoted key can that be. */
        private boolean isTight() {
            return isQuoted()
                    && text.substring(keyRange().end(), valueRange.start()).equals(":");
        }

        private boolean isQuoted() {
            return entry.name().style() == YamlItem.ScalarStyle.QUOTED;
        }

        private TextRange keyRange() {
            return entry.name().range();
        }

        /** Returns what stands in the key's line in front of it. */
        private String textBeforeKey() {
            int start = keyRange().start();
            return text.substring(YamlLines.startOf(text, start), start);
        }

        private int lineEnd() {
            return YamlLines.endOf(text, valueRange.end());
        }

        /** Returns how the line of the value ends; in the last line, how others end. */
        private String lineBreak() {
            return Stream.of(lineEnd(), YamlLines.endOf(text, 0))
                    .map(end -> YamlLines.breakAt(text, end))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse(DEFAULT_BREAK);
        }

        private Replacement insert(int offset, String added) {
            return new Replacement(entry.place(), offset, "", added);
        }
    }
}
