package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every YAML of the documentation is a document, or is completed to one, or is refused as the page says. */
class DocumentationTest {

    private static final String HEAD = "apiVersion: dubbo-gray/v1\napplication: demo-provider\n";
    private static final String LANES =
            "lanes: { canary: { labels: { version: v2 } }, beta: { labels: { version: v3 } } }\n";
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REFUSED = Pattern.compile("is refused.*?\\n(line .*?)```", Pattern.DOTALL);

    /** A YAML with what stands between it and the next one. */
    private record Example(String page, String text, String followedBy) {
        @Override
        public String toString() {
            return page + ": " + text.lines().findFirst().orElse("");
        }
    }

    static Stream<Example> examples() {
        return Stream.of("rules.md", "documents.md").flatMap(page -> {
            String text = Documents.text(Schema.docs().resolve(page));
            List<MatchResult> found = YAML.matcher(text).results().toList();
            assertThat(found).as(page).isNotEmpty();
            return Stream.iterate(0, i -> i < found.size(), i -> i + 1).map(i -> {
                int end = i + 1 < found.size() ? found.get(i + 1).start() : text.length();
                return new Example(
                        page, found.get(i).group(1), text.substring(found.get(i).end(), end));
            });
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void example_isReadAsThePageSays(Example example) {
        String text = completed(example.text());
        Reading reading = DocumentReader.read("demo-provider", text);

        if (reading instanceof Reading.Refused refused) {
            MatchResult told = REFUSED.matcher(example.followedBy())
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(refused.problems() + "\n" + text));
            assertThat(refused.problems().stream().map(Problem::toString))
                    .containsExactlyElementsOf(told.group(1).lines().toList());
        } else {
            assertThat(((Reading.Accepted) reading)
                            .remarks().stream().filter(remark -> remark.severity() == Severity.WARNING))
                    .isEmpty();
            Documents.assertValid(text);
        }
    }

    private static String completed(String fragment) {
        if (fragment.contains("apiVersion:")) {
            return fragment;
        }
        boolean rule = fragment.startsWith("when:") || fragment.startsWith("to:");
        String target = rule && !fragment.contains("to:") ? "    to: canary\n" : "";
        String body = rule ? "rules:\n  - id: example\n" + fragment.indent(4) + target : fragment;
        return HEAD + (body.contains("lanes:") ? "" : LANES) + body;
    }
}
