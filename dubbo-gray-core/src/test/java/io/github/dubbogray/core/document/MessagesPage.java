package io.github.dubbogray.core.document;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page {@code docs/messages.md}, section by section. */
final class MessagesPage {

    static final Path FILE = Schema.docs().resolve("messages.md");

    private static final String HEAD = "apiVersion: dubbo-gray/v1\napplication: demo-provider\n";
    private static final Pattern SECTION =
            Pattern.compile("^## (GRAY\\d{3}) (.+?)\\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```(yaml|text)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REPEATED = Pattern.compile("(.*) # (\\d+) times");

    private MessagesPage() {}

    /**
     * What the page says of one code.
     *
     * @param text all of the section below its heading
     */
    record Section(String code, String title, String text) {

        List<String> documents() {
            return blocks("yaml").stream().map(MessagesPage::completed).toList();
        }

        List<String> messages() {
            return blocks("text").stream().flatMap(String::lines).toList();
        }

        private List<String> blocks(String language) {
            List<String> blocks = new ArrayList<>();
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                if (block.group(1).equals(language)) {
                    blocks.add(block.group(2));
                }
            }
            return blocks;
        }

        @Override
        public String toString() {
            return code + " " + title;
        }
    }

    /** Returns the document that plans of releases are checked against: the page's second one. */
    static String documentInForce() {
        return BLOCK.matcher(Documents.text(FILE))
                .results()
                .skip(1)
                .findFirst()
                .map(block -> completed(block.group(2)))
                .orElseThrow();
    }

    static List<Section> sections() {
        return SECTION.matcher(Documents.text(FILE))
                .results()
                .map(found -> new Section(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /** Returns the page with other messages in one section. */
    static String withMessages(String page, Section section, List<String> messages) {
        String lines = messages.stream().map(line -> line + "\n").collect(Collectors.joining());
        Matcher block = BLOCK.matcher(section.text());
        String text = block.replaceAll(found ->
                Matcher.quoteReplacement(found.group(1).equals("text") ? "```text\n" + lines + "```" : found.group()));
        return page.replace(section.text(), text);
    }

    private static String completed(String example) {
        String body = example.lines().map(MessagesPage::repeated).collect(Collectors.joining("\n", "", "\n"));
        return example.contains("apiVersion:") ? body : HEAD + body;
    }

    private static String repeated(String line) {
        MatchResult times = REPEATED.matcher(line).results().findFirst().orElse(null);
        return times == null
                ? line
                : IntStream.range(0, Integer.parseInt(times.group(2)))
                        .mapToObj(number -> times.group(1).replace("{n}", Integer.toString(number)))
                        .collect(Collectors.joining("\n"));
    }
}
