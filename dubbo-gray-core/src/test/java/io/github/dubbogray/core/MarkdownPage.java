package io.github.dubbogray.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of the documentation.
 *
 * @param prose its text without blocks of code
 */
record MarkdownPage(Path file, String prose) {

    private static final Pattern BLOCK = Pattern.compile("^ *(```+).*?^ *\\1 *$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern SCHEME = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$", Pattern.MULTILINE);

    static MarkdownPage read(Path file) {
        try {
            return new MarkdownPage(file, BLOCK.matcher(Files.readString(file)).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where links go that have no scheme, as they are written. */
    List<String> links() {
        return LINK.matcher(CODE.matcher(prose).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !SCHEME.matcher(link).matches())
                .toList();
    }

    /** Returns those of the links whose file or heading is not there. */
    List<String> deadLinks() {
        return links().stream().filter(this::isDead).toList();
    }

    /** Returns the file that a link of this page goes to. */
    Path target(String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private boolean isDead(String link) {
        Path target = target(link);
        if (!Files.exists(target)) {
            return true;
        }
        int anchor = link.indexOf('#');
        return anchor >= 0 && !read(target).anchors().contains(link.substring(anchor + 1));
    }

    /** As GitHub makes them: the second heading of a text gets {@code -1}. */
    private Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose).results().map(MarkdownPage::anchor).forEach(anchor -> {
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }
}
