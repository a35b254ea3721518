package io.github.dubbogray.filter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CookiesTest {

    @Test
    void cookie_isFoundInAnyHeader() {
        List<String> headers = List.of("a=b; gray = \"canary\"", "user=qa=1;user=other;empty=");

        assertThat(Cookies.valueIn(headers, "a")).isEqualTo("b");
        assertThat(Cookies.valueIn(headers, "gray")).isEqualTo("canary");
        assertThat(Cookies.valueIn(headers, "user")).isEqualTo("qa=1");
        assertThat(Cookies.valueIn(headers, "empty")).isEmpty();
    }

    @Test
    void otherTexts_areNoCookies() {
        assertThat(Cookies.valueIn(List.of(), "a")).isNull();
        assertThat(Cookies.valueIn(List.of("", ";", "a", "=a", "A=b"), "a")).isNull();
    }
}
