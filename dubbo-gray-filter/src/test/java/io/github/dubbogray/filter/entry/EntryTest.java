package io.github.dubbogray.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private EntryApplication application;

    @AfterEach
    void destroy() {
        application.close();
    }

    @Nested
    @DisplayName("R1: a request with a tag keeps it, wherever it was")
    class Reading {

        @ParameterizedTest
        @CsvSource({
            "x-gray-tag, canary, canary",
            "X-Gray-Tag, ' canary ', canary",
            "x-gray-tag, default, stable",
            "x-gray-version, v2, version=v2",
            "x-tag, version=v2;region=sh, 'region=sh,version=v2'",
            "x-tag, canary, canary",
            "accept-version, 1.2.0, version=1.2.0"
        })
        void header_givesTheTag(String name, String value, String tag) {
            start("rules: [{ id: all, to: canary }]");

            assertThat(tagOf(request().header(name, value))).isEqualTo(tag);
        }

        @Test
        void severalPlaces_theFirstInOrderCounts() {
            properties.put("dubbo.gray.entry.cookie", "gray");
            properties.put("dubbo.gray.entry.query", "gray");
            start("");
            FakeEntryRequest request = request().header("baggage", "user=1,x-gray-tag=by-baggage;ttl=1");
            assertThat(tagOf(request)).isEqualTo("by-baggage");
            assertThat(tagOf(request.queryOf("gray", "by-query"))).isEqualTo("by-query");
            assertThat(tagOf(request.cookieOf("gray", "by-cookie"))).isEqualTo("by-cookie");
            assertThat(tagOf(request.header("accept-version", "3"))).isEqualTo("version=3");
            assertThat(tagOf(request.header("x-tag", "by-x-tag"))).isEqualTo("by-x-tag");
            assertThat(tagOf(request.header("x-gray-version", "2"))).isEqualTo("version=2");
            assertThat(tagOf(request.header("x-gray-tag", "canary"))).isEqualTo("canary");
        }

        @Test
        void cookieAndQuery_areNotLookedAtUnlessConfigured() {
            start("");

            assertThat(tagOf(request().cookieOf("gray", "canary").queryOf("gray", "canary")))
                    .isEmpty();
        }

        @Test
        void headersNone_leavesTheCanonicalHeaderAlone() {
            properties.put("dubbo.gray.entry.headers", "none");
            start("");

            assertThat(tagOf(request().header("x-gray-version", "v2"))).isEmpty();
            assertThat(tagOf(request().header("x-gray-tag", "canary"))).isEqualTo("canary");
        }

        @Test
        @SetSystemProperty(key = "dubbo.gray.entry.headers", value = "x-lane:tag")
        void systemProperty_goesBeforeTheApplications() {
            properties.put("dubbo.gray.entry.headers", "x-other:tag");
            start("");

            assertThat(tagOf(request().header("x-other", "canary"))).isEmpty();
            assertThat(tagOf(request().header("x-lane", "canary"))).isEqualTo("canary");
        }

        @Test
        void blankValue_isNone() {
            start("");

            assertThat(tagOf(request().header("x-gray-tag", " ").header("x-gray-version", "v2")))
                    .isEqualTo("version=v2");
            assertThat(meters().value(Meter.TAGS_DROPPED)).isZero();
        }

        @Test
        void alias_isCountedAndSaidOnce() {
            start("");
            try (CapturedLog log = new CapturedLog()) {
                decide(request().header("x-gray-version", "v2"));
                decide(request().header("x-gray-version", "v3"));
                decide(request().header("x-gray-tag", "canary"));

                assertThat(log.linesWith("Tags come as header x-gray-version; they go on as x-gray-tag"))
                        .isOne();
            }
            assertThat(meters().value(Meter.TAGS_ALIASED)).isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "x-gray-version | v2,env=gray",
                    "x-gray-version | v2;env=gray",
                    "accept-version | v2;q=0.8",
                    "accept-version | v2, v3",
                    "accept-version | v2,version=v3",
                    "x-gray-version | =v2",
                    "x-gray-version | v2,",
                    "x-gray-version | *"
                })
        void headerForOneLabel_givesNoOther(String name, String value) {
            start("");

            assertThat(decide(request().header(name, value))).isEqualTo(new EntryDecision.Untagged());
            assertThat(meters().value(Meter.TAGS_DROPPED)).isOne();
            assertThat(meters().value(Meter.TAGS_ALIASED)).isZero();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "gray=canary                               | canary                | 0",
                    "a=b; gray=version=v2,region=sh; c=d       | region=sh,version=v2  | 0",
                    "gray=\"version=v2,region=sh\"             | region=sh,version=v2  | 0",
                    "gray=version%3Dv2%2Cregion%3Dsh           | region=sh,version=v2  | 0",
                    "gray=version%3Dv2%2region                 | ''                    | 1",
                    "gray=a b                                  | ''                    | 1",
                    "gray=canary; gray=canary                  | ''                    | 1",
                    "gray=                                     | ''                    | 0",
                    "grays=canary                              | ''                    | 0"
                })
        void cookie_holdsPairs(String header, String tag, long dropped) {
            properties.put("dubbo.gray.entry.cookie", "gray");
            start("");

            assertThat(tagOf(new CookieRequest(header))).isEqualTo(tag);
            assertThat(meters().value(Meter.TAGS_DROPPED)).isEqualTo(dropped);
        }

        @Test
        void decision_saysWhereItWas() {
            start("");

            assertThat(decide(request().header("x-gray-version", "v2")).describe())
                    .isEqualTo("tag 'version=v2' of header x-gray-version");
        }
    }

    @Nested
    @DisplayName("A text that is no tag is dropped and counted, and the request colored as any other")
    class Malformed {

        static List<String> texts() {
            return List.of(
                    "can ary",
                    "灰度",
                    "%E7%81%B0",
                    "ç\u0081°",
                    "a=1,a=2",
                    "=",
                    "x".repeat(257),
                    "canary, stable",
                    "a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=9",
                    "canary\u0000");
        }

        @ParameterizedTest
        @MethodSource("texts")
        void text_isDropped(String text) {
            start("rules: [{ id: all, to: canary }]");

            assertThat(decide(request().header("x-gray-tag", text).header("x-gray-version", "v2")))
                    .isEqualTo(new EntryDecision.Colored(new Tag.Named("canary"), "all", Carry.CARRIED));
            assertThat(meters().value(Meter.TAGS_DROPPED)).isOne();
        }

        @Test
        void versionThatIsNoLabel_isDropped() {
            start("");

            assertThat(tagOf(request().header("accept-version", "~1.2 || 2"))).isEmpty();
            assertThat(meters().value(Meter.TAGS_DROPPED)).isOne();
        }

        @ParameterizedTest
        @ValueSource(strings = {"stable", "canary"})
        void duplicatedHeader_isDropped(String second) {
            start("");
            try (CapturedLog log = new CapturedLog()) {
                assertThat(tagOf(request().header("x-gray-tag", "canary").header("X-Gray-Tag", second)))
                        .isEmpty();
                assertThat(log.text())
                        .contains("'canary | " + second + "'")
                        .contains("is there 2 times, as header x-gray-tag");
            }
            assertThat(meters().value(Meter.TAGS_DROPPED)).isOne();
        }
    }

    @Nested
    @DisplayName("A tag of a sender who is not trusted is dropped and counted, and the request colored as any other")
    class Trusting {

        @Test
        void none_dropsEveryTag() {
            properties.put("dubbo.gray.entry.trust", "none");
            start("rules: [{ id: qa, when: { header.user: qa }, to: canary }]");
            try (CapturedLog log = new CapturedLog()) {
                assertThat(tagOf(request().header("x-gray-tag", "beta"))).isEmpty();
                assertThat(tagOf(request().header("x-gray-version", "v2"))).isEmpty();
                assertThat(tagOf(request().header("x-gray-tag", "beta").header("user", "qa")))
                        .isEqualTo("canary");
                assertThat(log.text())
                        .contains("Dropped the tag x-gray-tag = 'beta' from 10.0.0.7: nobody's tags are trusted here");
            }
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isEqualTo(3);
            assertThat(meters().value(Meter.TAGS_DROPPED)).isZero();
            assertThat(meters().value(Meter.TAGS_ALIASED)).isZero();
        }

        @Test
        void networks_trustTheirSenders() {
            properties.put("dubbo.gray.entry.trust", "10.0.0.0/8,fd00::/8");
            start("");

            assertThat(tagOf(request().header("x-gray-tag", "canary").from("10.9.9.9")))
                    .isEqualTo("canary");
            assertThat(tagOf(request().header("x-gray-tag", "canary").from("fd00::7")))
                    .isEqualTo("canary");
            for (String stranger : List.of("203.0.113.9", "2001:db8::1", "client.example", "unknown")) {
                assertThat(tagOf(request().header("x-gray-tag", "canary").from(stranger)))
                        .isEmpty();
            }
            assertThat(tagOf(request().header("x-gray-tag", "canary").from(null)))
                    .isEmpty();
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isEqualTo(5);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void blankSystemProperty_trustsNobodyAndSaysIt(String blank) {
            System.setProperty("dubbo.gray.entry.trust", blank);
            try (CapturedLog log = new CapturedLog()) {
                start("");

                assertThat(tagOf(request().header("x-gray-tag", "canary"))).isEmpty();
                assertThat(log.linesWith("dubbo.gray.entry.trust is blank")).isOne();
            } finally {
                System.clearProperty("dubbo.gray.entry.trust");
            }
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isOne();
        }

        @ParameterizedTest
        @CsvSource({
            "::1, 0:0:0:0:0:0:0:1, beta",
            "::1, [::1], beta",
            "::1, [::1]:40000, beta",
            "[::1], ::1, beta",
            "fe80::/10, fe80::1%eth0, beta",
            "10.0.0.0/8, ::ffff:10.0.0.7, beta",
            "10.0.0.0/8, ::ffff:0a00:0007, beta",
            "10.0.0.0/8, 10.0.0.7:40000, beta",
            "10.0.0.0/8, ::ffff:11.0.0.7, canary",
            "10.0.0.0/8, 10.0.0.7.example.com, ''",
            "::1, ::2, canary"
        })
        void sender_isItsAddressWhateverItsSpelling(String trusted, String sender, String tag) {
            properties.put("dubbo.gray.entry.trust", trusted);
            start("rules: [{ id: local, when: { ip: [11.0.0.0/8, '::2', 10.0.0.7] }, to: canary }]");

            assertThat(tagOf(request().header("x-gray-tag", "beta").from(sender)))
                    .isEqualTo(tag);
        }

        @Test
        void forwardedHeader_isNoSender() {
            properties.put("dubbo.gray.entry.trust", "10.0.0.0/8");
            start("");

            assertThat(tagOf(request()
                            .header("x-gray-tag", "canary")
                            .header("x-forwarded-for", "10.0.0.1")
                            .from("203.0.113.9")))
                    .isEmpty();
        }

        @Test
        void signature_trustsWhoKnowsTheSecret() {
            properties.put("dubbo.gray.entry.trust", "signature");
            properties.put("dubbo.gray.entry.secret", "the tests' secret");
            start("");
            TagSignatures signatures =
                    Entry.of(application.model()).signatures().orElseThrow();

            assertThat(tagOf(signed("x-gray-tag", "canary", signatures.sign("canary"))))
                    .isEqualTo("canary");
            assertThat(tagOf(signed("x-gray-version", "v2", signatures.sign("version=v2"))))
                    .isEqualTo("version=v2");
            assertThat(tagOf(request().header("x-gray-tag", "canary"))).isEmpty();
            assertThat(tagOf(signed("x-gray-tag", "stable", signatures.sign("canary"))))
                    .isEmpty();
            assertThat(tagOf(signed("x-gray-tag", "canary", "0." + "0".repeat(64))))
                    .isEmpty();
            assertThat(tagOf(signed("x-gray-tag", "canary", signatures.sign("canary"))
                            .header("x-gray-signature", signatures.sign("stable"))))
                    .isEmpty();
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isEqualTo(4);
        }

        @Test
        void flood_isCountedButLoggedNoMore() {
            properties.put("dubbo.gray.entry.trust", "none");
            start("");
            try (CapturedLog log = new CapturedLog()) {
                for (int i = 0; i < 500; i++) {
                    decide(request().header("x-gray-tag", "canary"));
                }
                assertThat(log.linesWith("Dropped the tag")).isEqualTo(20);
            }
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isEqualTo(500);
        }

        private FakeEntryRequest signed(String name, String value, String signature) {
            return request().header(name, value).header("x-gray-signature", signature);
        }
    }

    @Nested
    @DisplayName("R2: the application's own document colors what has no tag")
    class Coloring {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "header.X-User: qa",
                    "cookie.user: qa",
                    "query.user: qa",
                    "baggage.user: qa",
                    "ip: { prefix: 10.0. }",
                    "application: gateway",
                    "label.region: sh",
                    "method: GET",
                    "service: { prefix: /ord }",
                    "attachment.user: { exists: false }",
                    "argument.0: { exists: false }"
                })
        void rules_seeTheRequest(String condition) {
            properties.put("dubbo.gray.labels", "region=sh");
            start("rules: [{ id: seen, when: { " + condition + " }, to: canary }]");

            assertThat(decide(request()
                            .header("x-user", "qa")
                            .cookieOf("user", "qa")
                            .queryOf("user", "qa")
                            .header("baggage", "user=qa")))
                    .isEqualTo(new EntryDecision.Colored(new Tag.Named("canary"), "seen", Carry.CARRIED));
        }

        @Test
        void pushedDocument_takesEffectAtOnceAndNoRequestAsksForIt() {
            start("rules: [{ id: all, to: canary }]");
            int asked = application.questions();
            assertThat(tagOf(request())).isEqualTo("canary");

            application.publish("rules: [{ id: all, to: stable }]");

            assertThat(tagOf(request())).isEqualTo("stable");
            assertThat(application.questions()).isEqualTo(asked);
        }

        @Test
        @DisplayName("D1: a refused document changes nothing")
        void refusedDocument_changesNothing() {
            start("rules: [{ id: all, to: canary }]");

            application.publish("rules: [{ id: all, to: nowhere }]");

            assertThat(tagOf(request())).isEqualTo("canary");
        }

        @Test
        @DisplayName("R3: a lane with carry: false is not carried, and no default takes its place")
        void localLane_isNotCarried() {
            properties.put("dubbo.gray.entry.default-version", "v1");
            start("rules: [{ id: all, to: local }]");

            assertThat(decide(request()))
                    .isEqualTo(new EntryDecision.Colored(new Tag.Named("local"), "all", Carry.LOCAL));
            assertThat(tagOf(request())).isEmpty();
        }

        @Test
        @DisplayName("R3: unmatched: stable pins")
        void unmatchedStable_pins() {
            start("unmatched: stable");

            assertThat(decide(request())).isEqualTo(new EntryDecision.Pinned());
            assertThat(tagOf(request())).isEqualTo("stable");
        }

        @Test
        @DisplayName("D2: a document that is not enabled has no rules; it does not speak for other applications")
        void disabledDocument_leavesRequestsAsTheyAre() {
            start("enabled: false\nunmatched: stable\nrules: [{ id: all, to: canary }]");

            assertThat(decide(request())).isEqualTo(new EntryDecision.Untagged());
            assertThat(tagOf(request().header("x-gray-tag", "canary"))).isEqualTo("canary");
        }

        @Test
        @DisplayName("R4: the same key gets the same answer, and a raised share takes nobody back")
        void stickySplit_isTheSameForTheSameKeyAndGrows() {
            start(ramp(30));
            Set<Integer> first = canaryUsers();
            assertThat(first).isEqualTo(canaryUsers());
            assertThat(first.size()).isBetween(230, 370);

            application.publish(ramp(60));

            assertThat(canaryUsers()).containsAll(first).hasSizeGreaterThan(first.size());
        }

        @Test
        @DisplayName("R4: without a key, requests are drawn")
        void split_isDrawn() {
            start("rules: [{ id: ramp, to: { canary: 50%, stable: 50% } }]");
            Set<String> tags = new HashSet<>();
            IntStream.range(0, 200).forEach(any -> tags.add(tagOf(request())));

            assertThat(tags).containsExactlyInAnyOrder("canary", "stable");
        }

        private Set<Integer> canaryUsers() {
            Set<Integer> users = new HashSet<>();
            for (int user = 0; user < 1_000; user++) {
                if (tagOf(request().header("user-id", "user-" + user)).equals("canary")) {
                    users.add(user);
                }
            }
            return users;
        }

        private static String ramp(int share) {
            return "rules: [{ id: ramp, to: { canary: " + share + "%, stable: " + (100 - share)
                    + "% }, sticky: header.user-id }]";
        }
    }

    @Nested
    class OfTheDefaultVersion {

        @Test
        void request_isColoredBeforeItIsDefaulted() {
            properties.put("dubbo.gray.entry.default-version", "v1");
            start("rules: [{ id: qa, when: { header.user: qa }, to: canary }]");

            assertThat(tagOf(request().header("user", "qa"))).isEqualTo("canary");
            assertThat(tagOf(request().header("accept-version", "v2"))).isEqualTo("version=v2");
            assertThat(decide(request())).isInstanceOf(EntryDecision.Defaulted.class);
            assertThat(tagOf(request())).isEqualTo("version=v1");
        }

        @Test
        void pinnedRequest_staysPinned() {
            properties.put("dubbo.gray.entry.default-version", "v1");
            start("unmatched: stable");

            assertThat(tagOf(request())).isEqualTo("stable");
        }
    }

    @Nested
    @DisplayName("D4: the entry never fails a request")
    class Robust {

        @Test
        void requestThatThrows_entersWithoutATagAndIsCounted() {
            start("rules: [{ id: all, to: canary }]");
            EntryRequest broken = new BrokenRequest();

            assertThat(decide(broken)).isEqualTo(new EntryDecision.Untagged());
            assertThat(meters().value(Meter.BUGS)).isOne();
        }

        @Test
        void switchedOff_nothingIsLookedAt() {
            properties.put("dubbo.gray.enabled", "false");
            start("rules: [{ id: all, to: canary }]");

            assertThat(decide(new BrokenRequest())).isEqualTo(new EntryDecision.Untagged());
            assertThat(tagOf(request().header("x-gray-tag", "canary"))).isEmpty();
            assertThat(application.questions()).isZero();
        }

        @Test
        void badProperty_isLoggedAsAnError() {
            properties.put("dubbo.gray.entry.trust", "everyone");
            try (CapturedLog log = new CapturedLog()) {
                start("");
                decide(request());

                assertThat(log.linesWith("ERROR")).isOne();
                assertThat(log.text()).contains("dubbo.gray.entry.trust: 'everyone' is no address");
            }
        }
    }

    private void start(String document) {
        application = new EntryApplication(folder, properties);
        application.publish(document);
        application.started();
    }

    private EntryDecision decide(EntryRequest request) {
        return GrayEntry.of(application.model()).decide(request);
    }

    private String tagOf(EntryRequest request) {
        return decide(request).tag().map(Tag::text).orElse("");
    }

    private Meters meters() {
        return application.gray().meters();
    }

    private static FakeEntryRequest request() {
        return new FakeEntryRequest();
    }

    /** A request with a cookie header. */
    private record CookieRequest(String header) implements EntryRequest {
        @Override
        public List<String> headers(String name) {
            return name.equals("cookie") ? List.of(header) : List.of();
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String remoteAddress() {
            return null;
        }
    }

    private record BrokenRequest() implements EntryRequest {
        @Override
        public List<String> headers(String name) {
            throw new IllegalStateException("broken");
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String remoteAddress() {
            return null;
        }
    }
}
