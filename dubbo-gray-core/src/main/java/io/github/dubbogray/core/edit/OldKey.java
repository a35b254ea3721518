package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.TextRange;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.document.yaml.YamlLines;
import java.util.List;

/**
 * A key of the top level of a document that goes, with its value: its lines where it has lines of its own, with what else
 * stands in them, which is comments; in braces with the comma that parted it from its neighbour.
 *
 * @param entry the key, whose value is a map of plain values
 */
record OldKey(Document document, YamlItem.Entry entry) {

    /** Returns what becomes nothing. */
    Replacement removed() {
        TextRange range = document.root().style() == YamlItem.MappingStyle.BLOCK ? lines() : inBraces();
        return new Replacement(entry.place(), range.start(), range.in(text()), "");
    }

    private TextRange lines() {
        int end = YamlLines.endOf(text(), valueEnd());
        int start = lineStart();
        int rest = end + YamlLines.breakAt(text(), end).length();
        return rest > end || isFirst(start) ? new TextRange(start, rest) : new TextRange(breakBefore(start), end);
    }

    /** Returns where the key's line begins; where it is behind a byte order mark, the key. */
    private int lineStart() {
        int start = YamlLines.startOf(text(), start());
        return text().substring(start, start()).isBlank() ? start : start();
    }

    private boolean isFirst(int lineStart) {
        return YamlLines.startOf(text(), lineStart) == 0;
    }

    /** The last line has no break of its own: the one before it goes. */
    private int breakBefore(int lineStart) {
        return text().startsWith("\r\n", lineStart - 2) ? lineStart - 2 : lineStart - 1;
    }

    private TextRange inBraces() {
        int after = blanksFrom(valueEnd());
        if (text().charAt(after) != ',') {
            return new TextRange(text().lastIndexOf(',', start()), valueEnd());
        }
        int lineStart = YamlLines.startOf(text(), start());
        int lineEnd = YamlLines.endOf(text(), after);
        boolean hasOwnLines = text().substring(lineStart, start()).isBlank()
                && text().substring(after + 1, lineEnd).isBlank();
        return hasOwnLines
                ? new TextRange(
                        lineStart, lineEnd + YamlLines.breakAt(text(), lineEnd).length())
                : new TextRange(start(), blanksFrom(after + 1));
    }

    private int blanksFrom(int offset) {
        int end = offset;
        while (text().charAt(end) == ' ' || text().charAt(end) == '\t') {
            end++;
        }
        return end;
    }

    private int start() {
        return entry.name().range().start();
    }

    /** Returns where the value ends: behind its last value, and behind the brace where it is in braces. */
    private int valueEnd() {
        YamlItem.Mapping value = (YamlItem.Mapping) entry.value();
        List<YamlItem.Entry> entries = value.entries();
        YamlItem.Scalar last = (YamlItem.Scalar) entries.get(entries.size() - 1).value();
        int end = last.style() == YamlItem.ScalarStyle.BLOCK
                ? last.spelling(text()).end()
                : last.range().end();
        return value.style() == YamlItem.MappingStyle.FLOW ? braceFrom(end) + 1 : end;
    }

    /** Returns where the brace closes; comments in front of it are passed. */
    private int braceFrom(int offset) {
        int at = offset;
        while (text().charAt(at) != '}') {
            at = text().charAt(at) == '#' ? YamlLines.endOf(text(), at) : at + 1;
        }
        return at;
    }

    private String text() {
        return document.text();
    }
}
