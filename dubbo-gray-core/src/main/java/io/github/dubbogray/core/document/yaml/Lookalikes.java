package io.github.dubbogray.core.document.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Characters that look like those of YAML and are not: an input method's full-width punctuation, curly quotes, blanks of
 * other kinds in front of a line. Looked for in a text that is no YAML, whose parser blames a later line.
 */
final class Lookalikes {

    /** More are not listed: whoever mends these knows what to look for. */
    private static final int MOST = 20;

    private static final Map<Character, String> PUNCTUATION = Map.ofEntries(
            Map.entry('：', "':'"),
            Map.entry('，', "','"),
            Map.entry('“', "'\"'"),
            Map.entry('”', "'\"'"),
            Map.entry('‘', "\"'\""),
            Map.entry('’', "\"'\""),
            Map.entry('＂', "'\"'"),
            Map.entry('＇', "\"'\""),
            Map.entry('＝', "'='"),
            Map.entry('｛', "'{'"),
            Map.entry('｝', "'}'"),
            Map.entry('［', "'['"),
            Map.entry('］', "']'"),
            Map.entry('【', "'['"),
            Map.entry('】', "']'"),
            Map.entry('＃', "'#'"),
            Map.entry('－', "'-'"),
            Map.entry('、', "','"));

    private final List<YamlReading.Fault> faults = new ArrayList<>();

    private Lookalikes() {}

    /** Returns a fault for each outside of quotes and comments, up to a line; none if there is none. */
    static List<YamlReading.Fault> in(String text, int lastLine) {
        Lookalikes found = new Lookalikes();
        List<String> lines = text.lines().limit(lastLine).toList();
        for (int line = 0; line < lines.size() && found.faults.size() < MOST; line++) {
            found.lookThrough(lines.get(line), line + 1);
        }
        return List.copyOf(found.faults);
    }

    private void lookThrough(String line, int number) {
        char quote = 0;
        boolean isIndentation = true;
        for (int i = 0; i < line.length() && faults.size() < MOST; i++) {
            char c = line.charAt(i);
            if (isIndentation && isOtherBlank(c)) {
                add(new Place(number, i + 1), c, "a blank");
                return; // what follows it was read as if it were text
            }
            isIndentation = isIndentation && c == ' ';
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#' && (i == 0 || line.charAt(i - 1) == ' ')) {
                return;
            } else {
                String meant = PUNCTUATION.get(c);
                if (meant != null) {
                    add(new Place(number, i + 1), c, meant);
                }
            }
        }
    }

    private static boolean isOtherBlank(char c) {
        return c != ' ' && (Character.getType(c) == Character.SPACE_SEPARATOR || c == '\u200B' || c == '\uFEFF');
    }

    private void add(Place place, char typed, String meant) {
        faults.add(new YamlReading.Fault(
                YamlReading.FaultKind.LOOKALIKE,
                place,
                String.format("not YAML: U+%04X was typed here instead of %s", (int) typed, meant)));
    }
}
