package io.github.dubbogray.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What {@code docs/migrate-from-dubbo-tags.md} shows: both configurations, and where calls go under each. */
record DubboTagsPage(String text) {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PAIR = Pattern.compile("`([^=`]+)=([^`]+)`");
    private static final String CALLS = "| request | stopped |";

    /**
     * A row of the page's table of calls.
     *
     * @param request the call's attachments
     * @param stopped the instance that is stopped meanwhile; empty if none is
     * @param dubbo who serves under Dubbo's tag router
     * @param gray who serves under the document
     */
    record Row(Map<String, String> request, String stopped, String dubbo, String gray) {

        /** Returns whether both routers know what the call says. */
        boolean isOfAnOldCaller() {
            return !request.containsKey("x-gray-tag");
        }
    }

    static DubboTagsPage read() {
        try {
            return new DubboTagsPage(Files.readString(Path.of("..", "docs", "migrate-from-dubbo-tags.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the rule of Dubbo's tag router, with another address in place of the page's. */
    String tagRule(String address) {
        return yaml("force:").replace("10.0.0.9:20880", address);
    }

    /** Returns an application's document. */
    String document(String application) {
        return yaml("apiVersion: dubbo-gray/v1\napplication: " + application + "\n");
    }

    /** Returns the table of calls. */
    List<Row> rows() {
        return text.substring(text.indexOf(CALLS))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(DubboTagsPage::cells)
                .map(cells -> new Row(
                        pairs(cells.get(0)),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3).replace("**", "")))
                .toList();
    }

    private String yaml(String start) {
        return YAML.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(yaml -> yaml.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page shows no YAML that begins with " + start));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    private static Map<String, String> pairs(String cell) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (MatchResult pair : PAIR.matcher(cell).results().toList()) {
            pairs.put(pair.group(1), pair.group(2));
        }
        return pairs;
    }
}
