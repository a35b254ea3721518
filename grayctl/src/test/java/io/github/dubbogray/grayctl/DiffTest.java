package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    private Session.Result diff(String[] old, String[] now, String... options) {
        session.file("old.yaml", old).file("new.yaml", now);
        String[] arguments = new String[options.length + 3];
        arguments[0] = "diff";
        arguments[1] = "old.yaml";
        arguments[2] = "new.yaml";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return session.run(arguments);
    }

    private String changes(String[] old, String[] now) {
        String out = diff(old, now).out();
        return out.substring(out.indexOf('\n') + 1);
    }

    private static String[] rules(String... rules) {
        return Samples.document("rules:\n  - " + String.join("\n  - ", rules));
    }

    @Nested
    class NoDifference {

        @Test
        void otherText_decidesAlike() {
            Session.Result result = diff(
                    rules("{ id: qa, when: { method: [pay, list] }, to: canary }"),
                    rules("{ id: qa, when: { method: { in: [list, pay] } }, to: canary } # as before"));

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).endsWith("every request goes where it went\n");
        }

        @Test
        void otherOrderOfRulesThatNeverMeet_decidesAlike() {
            String one = "{ id: a, when: { method: pay }, to: canary }";
            String other = "{ id: b, when: { method: list }, to: beta }";

            assertThat(diff(rules(one, other), rules(other, one)).exitCode()).isZero();
        }
    }

    @Nested
    class Ramps {

        @Test
        void raisedShare_movesExactlyItsBuckets() {
            assertThat(diff(Samples.ramp("10%", "90%"), Samples.ramp("25%", "75%")))
                    .satisfies(result -> assertThat(result.exitCode()).isEqualTo(1))
                    .extracting(Session.Result::out)
                    .asString()
                    .endsWith("""


                    requests that have nothing that a rule asks for
                      old: rule ramp: canary 10%, stable 90% by attachment.user-id
                      new: rule ramp: canary 25%, stable 75% by attachment.user-id
                      moves: 15% from stable to canary, buckets 1000 to 2499
                    """);
        }

        @Test
        void keys_areThoseThatTheDocumentsMove() {
            session.file("keys", IntStream.range(0, 200).mapToObj(i -> "u" + i).toArray(String[]::new));

            JsonNode move = diff(Samples.ramp("10%", "90%"), Samples.ramp("25%", "75%"), "--json", "--keys", "keys")
                    .json()
                    .at("/changes/0/moves/0");

            assertThat(move.get("keys")).hasSizeBetween(15, 45).allSatisfy(key -> {
                assertThat(laneOf("old.yaml", key.asText())).isEqualTo("stable");
                assertThat(laneOf("new.yaml", key.asText())).isEqualTo("canary");
            });
        }

        private String laneOf(String document, String user) {
            return session.run("explain", document, "--json", "-A", "user-id=" + user)
                    .json()
                    .get("lane")
                    .asText();
        }

        @Test
        void otherId_isAnotherDrawOfUsers() {
            assertThat(changes(
                            rules("{ id: a, to: { canary: 10%, stable: 90% }, sticky: attachment.u }"),
                            rules("{ id: b, to: { canary: 10%, stable: 90% }, sticky: attachment.u }")))
                    .contains(
                            "  moves: 9% from canary to stable\n",
                            "  moves: 9% from stable to canary\n", "  who moves is by chance");
        }

        @Test
        void namedUser_movesByTheBucketOfItsKey() {
            assertThat(changes(
                            rules(
                                    "{ id: vip, when: { attachment.user-id: u7 }, to: canary }",
                                    "{ id: ramp, to: { canary: 10%, stable: 90% }, sticky: attachment.user-id }"),
                            rules("{ id: ramp, to: { canary: 10%, stable: 90% }, sticky: attachment.user-id }")))
                    .isEqualTo("""

                    requests whose attachment.user-id is u7
                      old: rule vip: canary
                      new: rule ramp: canary 10%, stable 90% by attachment.user-id, bucket 8531
                      moves: 100% from canary to stable
                    """);
        }

        @Test
        void drawnShares_moveByShare() {
            assertThat(changes(
                            rules("{ id: r, to: { canary: 10%, stable: 90% } }"),
                            rules("{ id: r, to: { canary: 20%, stable: 80% } }")))
                    .contains("  moves: 10% from stable to canary\n");
        }
    }

    @Nested
    class Rules {

        @Test
        void valueMore_isTheOnlyRequestThatMoves() {
            assertThat(changes(
                            rules("{ id: qa, when: { attachment.t: [a, b] }, to: canary }"),
                            rules("{ id: qa, when: { attachment.t: [a, b, c] }, to: canary }")))
                    .isEqualTo("""

                    requests whose attachment.t is c
                      old: no rule claims; untagged
                      new: rule qa: canary
                      moves: 100% from untagged to canary
                    """);
        }

        @Test
        void otherOrder_showsRequestsThatBothClaim() {
            String one = "{ id: a, when: { method: pay }, to: canary }";
            String other = "{ id: b, when: { attachment.t: vip }, to: beta }";

            assertThat(changes(rules(one, other), rules(other, one))).isEqualTo("""

                    requests whose attachment.t is vip and method is pay
                      old: rule a: canary
                      new: rule b: beta
                      moves: 100% from canary to beta
                    """);
        }

        @Test
        void expressionsPrefixesNetworksAndRanges_haveExamples() {
            assertThat(changes(
                            rules("{ id: none, when: { method: never }, to: canary }"),
                            rules(
                                    "{ id: a, when: { attachment.a: { regex: \"user-[0-9]{3}(x|y)+\" } }, to: canary }",
                                    "{ id: b, when: { attachment.b: { prefix: vip, not: vip0 } }, to: canary }",
                                    "{ id: c, when: { ip: 10.0.0.0/8 }, to: canary }",
                                    "{ id: d, when: { attachment.d: { range: { min: 10 } } }, to: canary }",
                                    "{ id: e, when: { any: [{ header.e: { exists: true } }] }, to: canary }")))
                    .contains(
                            "requests whose attachment.a matches user-[0-9]{3}(x|y)+\n",
                            "requests whose attachment.b begins with vip\n",
                            "requests whose ip is in 10.0.0.0/8\n",
                            "requests whose attachment.d is about 10\n",
                            "requests whose header.e is another value\n")
                    .doesNotContain("no example");
        }

        @Test
        void ruleThatNoExampleIsFoundFor_isNamed() {
            String rule = "{ id: odd, when: { attachment.a: { regex: \"\\\\pN+\" } }, to: canary }";

            assertThat(changes(rules(rule), rules(rule)))
                    .endsWith("no example of a request was found for rules: odd\n");
        }
    }

    @Nested
    class Settings {

        @Test
        void lanes_areCompared() {
            String[] old = Samples.document();
            String[] now = old.clone();
            now[3] = "  canary: { labels: { version: v4 }, fallback: [beta], health: {} }";
            now[4] = "  gamma: { labels: { version: v3 } }";
            now[3] = now[3].replace("[beta]", "[gamma]");

            assertThat(changes(old, now))
                    .contains(
                            "settings\n",
                            "  lane canary, labels: version=v2 -> version=v4\n",
                            "  lane canary, fallback: stable -> gamma\n",
                            "  lane canary, health: not watched -> ",
                            "  lane beta, labels: version=v3 -> absent\n",
                            "  lane gamma, labels: absent -> version=v3\n");
        }

        @Test
        void disabledDocument_sendsAllToStable() {
            assertThat(changes(
                            rules("{ id: all, to: canary }"),
                            concat(rules("{ id: all, to: canary }"), "enabled: false")))
                    .contains("  new: the document is not enabled; stable\n", "  enabled: true -> false\n");
        }

        private String[] concat(String[] lines, String line) {
            return (String.join("\n", lines) + "\n" + line).split("\n", -1);
        }
    }

    @Test
    void manyRules_areCutRatherThanTriedForEver() {
        String[] many = IntStream.range(0, 1_000)
                .mapToObj(i ->
                        "{ id: r" + i + ", when: { attachment.k" + i % 50 + ": v" + i + ", method: m }, to: canary }")
                .toArray(String[]::new);

        JsonNode json =
                diff(rules(many), rules("{ id: all, to: canary }"), "--json").json();

        assertThat(json.get("cut").asBoolean()).isTrue();
        assertThat(json.at("/changes/0/moves/0/from").asText()).isEqualTo("untagged");
    }

    @Test
    void documentsOfTwoApplications_areWrongUsage() {
        session.file("old.yaml", "apiVersion: dubbo-gray/v1", "application: a");
        session.file("new.yaml", "apiVersion: dubbo-gray/v1", "application: b");

        assertThat(session.run("diff", "old.yaml", "new.yaml"))
                .isEqualTo(
                        new Session.Result(
                                2,
                                "",
                                "grayctl: old.yaml is for a and new.yaml for b; documents of one application can be compared\n"));
    }
}
