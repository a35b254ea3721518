package io.github.dubbogray.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookiesTest {

    @Test
    void cookie_isFoundInAnyHeader() {
        List<String> headers = List.of("a=b; gray = \"canary\"", "user=qa=1;user=other;empty=");

        assertThat(Cookies.valueIn(headers, "a")).isEqualTo("b");
        assertThat(Cookies.valueIn(headers, "gray")).isEqualTo("canary");
        assertThat(Cookies.valueIn(headers, "user")).isEqualTo("qa=1");
        assertThat(Cookies.valueIn(headers, "empty")).isEmpty();
        assertThat(Cookies.valuesIn(headers))
                .allSatisfy((name, value) ->
                        assertThat(Cookies.valueIn(headers, name)).isEqualTo(value))
                .containsKeys("a", "gray", "user", "empty");
    }

    @Test
    void value_isAllUpToTheSemicolon() {
        List<String> headers = List.of("a=b; gray=version=v2,region=sh; c=d");

        assertThat(Cookies.valueIn(headers, "gray")).isEqualTo("version=v2,region=sh");
        assertThat(Cookies.valuesIn(List.of("a=1; a=2", "a=3"), "a")).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version%3Dv2%2Cregion%3Dsh | version=v2,region=sh",
                "version=v2                 | version=v2",
                "a+b%20c                    | a+b c",
                "100%                       | 100%",
                "%zz                        | %zz"
            })
    void percentEncoding_isDecoded(String value, String decoded) {
        assertThat(Cookies.decoded(value)).isEqualTo(decoded);
    }

    @Test
    void otherTexts_areNoCookies() {
        assertThat(Cookies.valueIn(List.of(), "a")).isNull();
        assertThat(Cookies.valueIn(List.of("", ";", "a", "=a", "A=b"), "a")).isNull();
    }
}
