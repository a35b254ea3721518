package io.github.dubbogray.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.rule.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HypotheticalRequestTest {

    @Test
    void wholeArguments_goBeforeTheirParts() {
        HypotheticalRequest request = new HypotheticalRequest(
                Map.of("argument.0.id", "part", "argument.2.id", "part"),
                Arrays.asList(Map.of("id", 7, "tags", List.of("a", "b")), null));

        assertThat(at(request, "argument.0.id")).isEqualTo("7");
        assertThat(at(request, "argument.0.tags.1")).isEqualTo("b");
        assertThat(request.argument(1)).isNull();
        assertThat(at(request, "argument.2.id")).isEqualTo("part");
        assertThat(request.argument(3)).isNull();
    }

    @Test
    void attachmentInLowerCase_isFoundByAKeyInUpperCaseAndNotTheOtherWayRound() {
        HypotheticalRequest request = new HypotheticalRequest(Map.of("attachment.user", "a", "attachment.Other", "b"));

        assertThat(request.attachment("User")).isEqualTo("a");
        assertThat(request.attachment("Other")).isEqualTo("b");
        assertThat(request.attachment("other")).isNull();
    }

    private static String at(HypotheticalRequest request, String source) {
        return Source.of(source).orElseThrow().valueIn(request);
    }
}
