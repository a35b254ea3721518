package io.github.dubbogray.core.document;

import io.github.dubbogray.core.table.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a page about moving here shows: documents, the instances of the old side and of ours, and where requests go under
 * each.
 *
 * @param name the file's name
 */
record MigrationPage(String name, String text) {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(apiVersion:.*?)```", Pattern.DOTALL);
    private static final Pattern APPLICATION = Pattern.compile("^application: (\\S+)$", Pattern.MULTILINE);
    private static final Pattern PAIR = Pattern.compile("`([^=`]+)=([^`]*)`");
    private static final Pattern BOLD = Pattern.compile("\\*\\*(.*)\\*\\*");

    /**
     * Where a request goes, as the page says.
     *
     * @param request what it has, by source; under {@code x-gray-tag} the tag it carries
     * @param stopped the instance that is stopped meanwhile; empty if none is
     * @param before who serves on the old side
     * @param after who serves here
     * @param differs whether the page marks a difference
     */
    record Row(Map<String, String> request, String stopped, String before, String after, boolean differs) {}

    static MigrationPage read(String name) {
        return new MigrationPage(name, Documents.text(Schema.docs().resolve(name)));
    }

    /** Returns the texts of the page's documents, in its order. */
    List<String> documents() {
        return YAML.matcher(text).results().map(found -> found.group(1)).toList();
    }

    static String applicationOf(String document) {
        return APPLICATION.matcher(document).results().findFirst().orElseThrow().group(1);
    }

    /** Returns the table of the first document of an application. */
    Optional<Table> table(String application) {
        return documents().stream()
                .filter(document -> applicationOf(document).equals(application))
                .findFirst()
                .map(document -> Documents.accepted(DocumentReader.read(application, document)));
    }

    /** Returns whether requests are colored by the document of an entry, and not by that of the application they go to. */
    boolean colorsAtTheEntry() {
        return text.contains("The entry `web`:");
    }

    /** Returns the labels of the instances, by their names. */
    Map<String, String> fleet() {
        return rows("| instance |").stream()
                .collect(Collectors.toMap(
                        cells -> cells.get(0),
                        cells -> cells.get(2).replace("`", ""),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** Returns the table of requests. */
    List<Row> rows() {
        return rows("| request | stopped |").stream()
                .map(cells -> {
                    MatchResult bold =
                            BOLD.matcher(cells.get(3)).results().findFirst().orElse(null);
                    return new Row(
                            pairs(cells.get(0)),
                            cells.get(1),
                            cells.get(2),
                            bold == null ? cells.get(3) : bold.group(1),
                            bold != null);
                })
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private List<List<String>> rows(String header) {
        int start = text.indexOf(header);
        return start < 0
                ? List.of()
                : text.substring(start)
                        .lines()
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|"))
                        .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                                .map(String::strip)
                                .toList())
                        .toList();
    }

    private static Map<String, String> pairs(String cell) {
        Map<String, String> pairs = new LinkedHashMap<>();
        PAIR.matcher(cell).results().forEach(pair -> pairs.put(pair.group(1), pair.group(2)));
        return pairs;
    }
}
