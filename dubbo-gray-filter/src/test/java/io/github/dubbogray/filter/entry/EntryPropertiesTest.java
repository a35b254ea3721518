package io.github.dubbogray.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.trust.Claim;
import io.github.dubbogray.filter.trust.HostPatterns;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.filter.trust.Trust;
import io.github.dubbogray.router.settings.GrayProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPropertiesTest {

    private final Map<String, String> properties = new HashMap<>();
    private List<String> problems = List.of();

    @Test
    void nothingIsSet_defaultsApply() {
        EntrySettings settings = read();

        assertThat(settings)
                .isEqualTo(new EntrySettings(
                        new Trust.Everyone(),
                        Optional.empty(),
                        List.of(
                                header("x-gray-tag"),
                                header("x-gray-version", "version"),
                                header("x-tag"),
                                header("accept-version", "version"),
                                new TagSource.Baggage()),
                        Optional.empty(),
                        new HostPatterns(List.of("*"))));
        assertThat(problems).isEmpty();
    }

    @Nested
    @DisplayName("a property of security that is blank is the safe value, and says so")
    class Blank {

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t"})
        void trust_isNobody(String blank) {
            properties.put("dubbo.gray.entry.trust", blank);

            assertThat(read().trust()).isEqualTo(new Trust.Nobody());
            assertThat(problems)
                    .containsExactly("dubbo.gray.entry.trust is blank, which says nothing; nobody's tags are trusted");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void secret_signsNothingAndBelievesNobody(String blank) {
            properties.put("dubbo.gray.entry.trust", "signature");
            properties.put("dubbo.gray.entry.secret", blank);

            EntrySettings settings = read();

            assertThat(settings.signatures()).isEmpty();
            assertThat(settings.trust()).isEqualTo(new Trust.Nobody());
            assertThat(problems)
                    .containsExactly(
                            "dubbo.gray.entry.secret is blank, which is no secret; tags are not signed",
                            "dubbo.gray.entry.trust is 'signature' and dubbo.gray.entry.secret has no secret; "
                                    + "nobody's tags are trusted");
        }

        @ParameterizedTest
        @CsvSource({
            "dubbo.gray.entry.signature-window, must be a whole number of seconds",
            "dubbo.gray.entry.headers, which names no header",
            "dubbo.gray.entry.cookie, which can be no name",
            "dubbo.gray.entry.query, which can be no name",
            "dubbo.gray.entry.default-version, which is no version",
            "dubbo.gray.http.hosts, which names no host"
        })
        void others_sayIt(String property, String why) {
            properties.put(property, " ");

            read();

            assertThat(problems).singleElement().asString().startsWith(property).contains(why);
        }

        @Test
        void headersAndHosts_areNone() {
            properties.put("dubbo.gray.entry.headers", "");
            properties.put("dubbo.gray.http.hosts", "");

            assertThat(read().sources()).containsExactly(TagSource.Header.CANONICAL, new TagSource.Baggage());
            assertThat(read().hosts().match("orders.internal")).isFalse();
        }
    }

    @Nested
    class OfTrust {

        @Test
        void all_isEveryone() {
            properties.put("dubbo.gray.entry.trust", " all ");

            assertThat(read().trust()).isEqualTo(new Trust.Everyone());
        }

        @Test
        void none_isNobody() {
            properties.put("dubbo.gray.entry.trust", "none");

            assertThat(read().trust()).isEqualTo(new Trust.Nobody());
            assertThat(problems).isEmpty();
        }

        @Test
        void networks_areAllTrusted() {
            properties.put("dubbo.gray.entry.trust", "10.0.0.0/8, 192.168.1.7 ,fd00::/8");

            Trust trust = read().trust();

            assertThat(trust.objectionTo(from("10.1.1.1"))).isNull();
            assertThat(trust.objectionTo(from("192.168.1.7"))).isNull();
            assertThat(trust.objectionTo(from("fd12::1"))).isNull();
            assertThat(trust.objectionTo(from("192.168.1.8")))
                    .isEqualTo("its sender is not in 10.0.0.0/8, 192.168.1.7 ,fd00::/8");
            assertThat(trust.objectionTo(new Claim("canary", null, null))).isNotNull();
            assertThat(problems).isEmpty();
        }

        @Test
        void oneBadNetwork_othersCount() {
            properties.put("dubbo.gray.entry.trust", "10.0.0.0/8,gateway.internal");

            Trust trust = read().trust();

            assertThat(trust.objectionTo(from("10.1.1.1"))).isNull();
            assertThat(trust.objectionTo(from("11.1.1.1"))).isNotNull();
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("dubbo.gray.entry.trust: 'gateway.internal' is no address");
        }

        @ParameterizedTest
        @ValueSource(strings = {"al", "All", "10.0.0.0/40", ",", "signature,none"})
        void valueThatSaysNothing_isNobody(String value) {
            properties.put("dubbo.gray.entry.trust", value);

            assertThat(read().trust()).isEqualTo(new Trust.Nobody());
        }

        @Test
        void signature_isWhoKnowsTheSecret() {
            properties.put("dubbo.gray.entry.trust", "signature");
            properties.put("dubbo.gray.entry.secret", "the tests' secret");

            EntrySettings settings = read();
            TagSignatures signatures = settings.signatures().orElseThrow();

            assertThat(settings.trust().objectionTo(new Claim("canary", signatures.sign("canary"), null)))
                    .isNull();
            assertThat(settings.trust().objectionTo(from("10.1.1.1"))).isEqualTo("it is not signed");
            assertThat(problems).isEmpty();
        }

        @Test
        void signatureWithoutASecret_isNobody() {
            properties.put("dubbo.gray.entry.trust", "signature");

            assertThat(read().trust()).isEqualTo(new Trust.Nobody());
            assertThat(problems)
                    .containsExactly("dubbo.gray.entry.trust is 'signature' and dubbo.gray.entry.secret has no secret; "
                            + "nobody's tags are trusted");
        }

        @Test
        void secretsThatAreAllTooShort_areNobody() {
            properties.put("dubbo.gray.entry.trust", "signature");
            properties.put("dubbo.gray.entry.secret", "s3cret");

            EntrySettings settings = read();

            assertThat(settings.signatures()).isEmpty();
            assertThat(settings.trust()).isEqualTo(new Trust.Nobody());
            assertThat(problems)
                    .containsExactly(
                            "dubbo.gray.entry.secret: secret 1 of 1 has 6 characters, must have at least 16;"
                                    + " it is left out, tags are not signed",
                            "dubbo.gray.entry.trust is 'signature' and dubbo.gray.entry.secret has no secret; "
                                    + "nobody's tags are trusted");
        }

        @Test
        void severalSecrets_areAllTrustedAndCounted() {
            properties.put("dubbo.gray.entry.trust", "signature");
            properties.put("dubbo.gray.entry.secret", "the secret of before");
            String old = read().signatures().orElseThrow().sign("canary");
            properties.put("dubbo.gray.entry.secret", "the secret of today, the secret of before");

            Trust trust = read().trust();

            assertThat(trust.objectionTo(new Claim("canary", old, null))).isNull();
            assertThat(trust.describe()).isEqualTo("who signs with one of the 2 secrets of dubbo.gray.entry.secret");
            assertThat(problems).isEmpty();
        }

        @Test
        void secretAlone_signsAndTrustsEveryone() {
            properties.put("dubbo.gray.entry.secret", "the tests' secret");

            assertThat(read().signatures()).isPresent();
            assertThat(read().trust()).isEqualTo(new Trust.Everyone());
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "five", "86401", "1e3"})
        void badWindow_isTheDefault(String value) {
            properties.put("dubbo.gray.entry.secret", "the tests' secret");
            properties.put("dubbo.gray.entry.signature-window", value);

            read();

            assertThat(problems)
                    .containsExactly("dubbo.gray.entry.signature-window is '" + value
                            + "', must be a whole number of seconds from 1 to 86400; it counts as 300");
        }

        @Test
        void secret_isInNoProblemAndNoDescription() {
            properties.put("dubbo.gray.entry.trust", "signature");
            properties.put("dubbo.gray.entry.secret", "the tests' secret");
            properties.put("dubbo.gray.entry.signature-window", "x");

            assertThat(read().toString() + problems + read().trust().describe()).doesNotContain("the tests' secret");
        }
    }

    @Nested
    class OfSources {

        @Test
        void names_areReadInTheirOrder() {
            properties.put("dubbo.gray.entry.headers", "X-Lane:tag, x-region:region");
            properties.put("dubbo.gray.entry.cookie", "gray");
            properties.put("dubbo.gray.entry.query", "_gray");

            assertThat(read().sources())
                    .containsExactly(
                            header("x-gray-tag"),
                            header("X-Lane"),
                            header("x-region", "region"),
                            new TagSource.Cookie("gray"),
                            new TagSource.Query("_gray"),
                            new TagSource.Baggage());
            assertThat(problems).isEmpty();
        }

        @Test
        void headersNone_areNoAliases() {
            properties.put("dubbo.gray.entry.headers", "none");

            assertThat(read().sources()).containsExactly(header("x-gray-tag"), new TagSource.Baggage());
        }

        @ParameterizedTest
        @ValueSource(strings = {"x-tag", ":tag", "x-tag:", "x tag:tag", "x-tag:a b", "x-tag:a:b"})
        void badAlias_isLeftOut(String alias) {
            properties.put("dubbo.gray.entry.headers", alias + ",x-lane:tag");

            assertThat(read().sources())
                    .containsExactly(header("x-gray-tag"), header("x-lane"), new TagSource.Baggage());
            assertThat(problems)
                    .containsExactly("dubbo.gray.entry.headers: '" + alias
                            + "' is no <header>:tag and no <header>:<label key>; it is left out");
        }

        @ParameterizedTest
        @ValueSource(strings = {"dubbo.gray.entry.cookie", "dubbo.gray.entry.query"})
        void badName_isNotRead(String property) {
            properties.put(property, "a b");

            assertThat(read().sources()).hasSize(5);
            assertThat(problems).containsExactly(property + " is 'a b', which can be no name; no tag is read there");
        }
    }

    @Nested
    class OfTheDefaultVersion {

        @Test
        void version_isATagOfOnePair() {
            properties.put("dubbo.gray.entry.default-version", "v1");

            assertThat(read().defaultTag()).contains(new Tag.Pairs(Labels.of("version", "v1")));
        }

        @Test
        void badVersion_isNone() {
            properties.put("dubbo.gray.entry.default-version", "v 1");

            assertThat(read().defaultTag()).isEmpty();
            assertThat(problems)
                    .containsExactly("dubbo.gray.entry.default-version is 'v 1', must be 1 to 63 characters of "
                            + "A-Z a-z 0-9 . _ -; there is no default");
        }
    }

    private EntrySettings read() {
        GrayProperties reading = GrayProperties.of(properties::get);
        EntrySettings settings =
                EntryProperties.read(reading, Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC));
        problems = reading.problems();
        return settings;
    }

    private static Claim from(String address) {
        Address sender = Address.read(address).orElseThrow();
        return new Claim("canary", null, sender);
    }

    private static TagSource header(String name) {
        return new TagSource.Header(name, new TagSource.Meaning.WholeTag());
    }

    private static TagSource header(String name, String label) {
        return new TagSource.Header(name, new TagSource.Meaning.Label(label));
    }
}
