package io.github.dubbogray.filter.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternsTest {

    @ParameterizedTest
    @ValueSource(strings = {"*", "a.internal,*"})
    void allHosts_match(String property) {
        HostPatterns patterns = HostPatterns.read(property, problem -> {});

        assertThat(patterns.match("example.com")).isTrue();
        assertThat(patterns.match(null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders.internal           | orders.internal",
                "Orders.Internal           | oRDERS.iNTERNAL",
                "a , orders.internal       | orders.internal",
                "*.internal                | orders.internal",
                "*.internal                | a.b.INTERNAL",
                "10.0.0.7                  | 10.0.0.7",
                "[::1]                     | [::1]",
                "my_service                | my_service"
            })
    void host_matches(String property, String host) {
        assertThat(HostPatterns.read(property, problem -> {}).match(host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders.internal | example.com",
                "orders.internal | a.orders.internal",
                "*.internal      | internal",
                "*.internal      | .internal",
                "*.internal      | myinternal",
                "*.internal      | orders.internal.example.com"
            })
    void otherHost_doesNot(String property, String host) {
        assertThat(HostPatterns.read(property, problem -> {}).match(host)).isFalse();
    }

    @Test
    void unknownHost_matchesNothingButAll() {
        assertThat(HostPatterns.read("*.internal", problem -> {}).match(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "a:80", "a*", "*a", "a.*", "*.", "a b", ","})
    void whatIsNoPattern_matchesNothing(String pattern) {
        HostPatterns patterns = HostPatterns.read(pattern + ",good", problem -> {});

        assertThat(patterns).isEqualTo(HostPatterns.read("good", problem -> {}));
        assertThat(patterns.match("good")).isTrue();
    }
}
