package io.github.dubbogray.core.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text before and after an edit, written as one: {@code canary: <<10%|20%>>}. What is outside of the marks is in both, so
 * an edit that makes the one of the other has changed the marked characters only.
 */
record MarkedText(String before, String after, List<Change> changes) {

    private static final Pattern MARK = Pattern.compile("<<(.*?)\\|(.*?)>>", Pattern.DOTALL);

    /** Characters at an offset of the text before, and what came instead. */
    record Change(int offset, String before, String after) {

        static Change of(Replacement replacement) {
            return new Change(replacement.offset(), replacement.before(), replacement.after());
        }
    }

    static MarkedText of(String marked) {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        List<Change> changes = new ArrayList<>();
        Matcher mark = MARK.matcher(marked);
        int end = 0;
        while (mark.find()) {
            String kept = marked.substring(end, mark.start());
            before.append(kept);
            after.append(kept);
            changes.add(new Change(before.length(), mark.group(1), mark.group(2)));
            before.append(mark.group(1));
            after.append(mark.group(2));
            end = mark.end();
        }
        String rest = marked.substring(end);
        return new MarkedText(before.append(rest).toString(), after.append(rest).toString(), changes);
    }

    /** Returns the same with other line ends. */
    static MarkedText withBreaks(String lineBreak, String marked) {
        return of(marked.replace("\n", lineBreak));
    }

    /** Returns so many characters of comments, in lines that the parser reads fast. */
    static String comments(int length) {
        String line = "#" + "x".repeat(98) + "\n";
        return line.repeat(length / line.length()) + "#".repeat(length % line.length());
    }
}
