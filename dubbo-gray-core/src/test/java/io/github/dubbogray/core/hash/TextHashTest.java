package io.github.dubbogray.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextHashTest {

    /** States are the published ones of FNV-1a, hashes computed by a program in another language. */
    @ParameterizedTest(name = "[{0}] is {1}, then {2}")
    @CsvSource({
        "'', cbf29ce484222325, efd01f60ba992926",
        "a, af63dc4c8601ec8c, 82a2a958a9bece5b",
        "foobar, 85944171f73967e8, 2c22194922d1672b",
        "张三, aa26eb2520bd703b, db7909ffc9669389"
    })
    void text_hasItsPinnedStateAndHash(String text, String state, String hash) {
        long appended = TextHash.append(TextHash.START, text);

        assertThat(Long.toHexString(appended)).isEqualTo(state);
        assertThat(Long.toHexString(TextHash.finish(appended))).isEqualTo(hash);
    }

    @Test
    void textsInARow_hashAsOne() {
        long one = TextHash.append(TextHash.START, "foo\0bar");

        assertThat(TextHash.append(TextHash.appendZero(TextHash.append(TextHash.START, "foo")), "bar"))
                .isEqualTo(one);
    }
}
