package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every YAML of {@code docs/switches.md} is a document of switches. */
class SwitchesPageTest {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    static Stream<String> examples() {
        return YAML.matcher(Documents.text(Schema.docs().resolve("switches.md")))
                .results()
                .map((MatchResult found) -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_isReadWithoutARemark(String text) throws JsonProcessingException {
        SwitchesReading reading = SwitchesReader.read("shop", text);

        assertThat(reading).isInstanceOf(SwitchesReading.Accepted.class);
        assertThat(((SwitchesReading.Accepted) reading).remarks()).isEmpty();
        assertThat(Schema.objectionsToSwitches(text)).isEmpty();
    }

    @Test
    void examples_areThere() {
        assertThat(examples()).isNotEmpty();
    }
}
