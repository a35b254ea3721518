package io.github.dubbogray.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {

    @ParameterizedTest
    @CsvSource({
        "tag=canary, canary",
        "a=b&tag=canary, canary",
        "tag=one&tag=two, one",
        "tag=version%3Dv2, version=v2",
        "t%61g=canary, canary",
        "tag=a+b, a b",
        "tag=%E7%81%B0, 灰",
        "tag, ''",
        "tag=, ''"
    })
    void parameter_isDecoded(String query, String value) {
        assertThat(QueryString.valueIn(query, "tag")).isEqualTo(value);
        assertThat(QueryString.valuesIn(query)).containsEntry("tag", value);
    }

    @Test
    void parameterThatIsNotThere_isAbsent() {
        assertThat(QueryString.valueIn(null, "tag")).isNull();
        assertThat(QueryString.valueIn("", "tag")).isNull();
        assertThat(QueryString.valueIn("tags=canary&%zz=1", "tag")).isNull();
        assertThat(QueryString.valuesIn(null)).isEmpty();
        assertThat(QueryString.valuesIn("")).isEmpty();
    }

    @Test
    void valueThatIsNotWellFormed_isTakenAsItIs() {
        assertThat(QueryString.valueIn("tag=%zz", "tag")).isEqualTo("%zz");
    }
}
