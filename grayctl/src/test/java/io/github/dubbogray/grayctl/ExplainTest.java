package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
        session.file("gray.yaml", Samples.ramp("10%", "90%"));
    }

    @Test
    void claimedRequest_isExplainedRuleByRule() {
        assertThat(session.run("explain", "gray.yaml", "-A", "x-user-type=dev").out())
                .matches("""
                        application demo-provider, revision [0-9a-f]{12}, enabled
                        tag: 'canary', by rule qa
                        rules
                          qa    claimed for canary \\(the rule's only lane\\)
                          ramp  not asked
                        tiers
                          lane canary  serves
                          lane stable  next
                        """);
    }

    @Test
    void json_hasTagLaneRuleReasonAndText() {
        JsonNode json = session.run("explain", "gray.yaml", "--json", "-A", "x-user-type=dev")
                .json();

        assertThat(json.get("tag").asText()).isEqualTo("canary");
        assertThat(json.get("lane").asText()).isEqualTo("canary");
        assertThat(json.get("rule").asText()).isEqualTo("qa");
        assertThat(json.get("reason").asText()).isEqualTo("'canary', by rule qa");
        assertThat(json.get("text").asText())
                .isEqualTo(session.run("explain", "gray.yaml", "-A", "x-user-type=dev")
                        .out());
    }

    @Nested
    class Splits {

        @Test
        void withoutKeyAndBucket_areByChance() {
            JsonNode json = session.run("explain", "gray.yaml", "--json").json();

            assertThat(json.get("outcome").asText()).isEqualTo("by chance");
            assertThat(json.get("lane").isNull()).isTrue();
            assertThat(json.get("rule").asText()).isEqualTo("ramp");
            assertThat(json.get("shares").toString())
                    .isEqualTo("[{\"lane\":\"canary\",\"percent\":10},{\"lane\":\"stable\",\"percent\":90}]");
        }

        @ParameterizedTest
        @CsvSource({"0, canary", "999, canary", "1000, stable", "9999, stable"})
        void bucket_decides(String bucket, String lane) {
            assertThat(session.run("explain", "gray.yaml", "--json", "--bucket", bucket)
                            .json()
                            .get("lane")
                            .asText())
                    .isEqualTo(lane);
        }

        @Test
        void key_decidesByItsBucket() {
            assertThat(session.run("explain", "gray.yaml", "-A", "user-id=u7").out())
                    .contains("  ramp  claimed for stable (bucket 8531 of attachment.user-id 'u7')\n");
        }
    }

    @Nested
    class Tags {

        @Test
        void tagAttachment_isTheCarriedTag() {
            assertThat(session.run("explain", "gray.yaml", "-A", "x-gray-tag=beta")
                            .out())
                    .contains("tag: 'beta', carried; rules are not asked\n", "  lane beta  serves\n");
        }

        @Test
        void strictLaneDown_isRefused() {
            Session.Result result =
                    session.run("explain", "gray.yaml", "--json", "-A", "x-gray-tag=beta", "--down", "beta");

            assertThat(result.exitCode()).isZero();
            assertThat(result.json().get("outcome").asText()).isEqualTo("refused");
            assertThat(result.json().get("lane").isNull()).isTrue();
        }

        @Test
        void laneDown_fallsBack() {
            assertThat(session.run("explain", "gray.yaml", "-A", "x-gray-tag=canary", "--down", "canary")
                            .out())
                    .endsWith("tiers\n  lane canary  is down\n  lane stable  serves\n");
        }

        @Test
        void labels_relaxToStable() {
            assertThat(session.run("explain", "gray.yaml", "-A", "x-gray-tag=version=v2,region=sh")
                            .out())
                    .contains("  labels region=sh,version=v2  serves\n");
        }
    }

    @Nested
    class Sources {

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "attachment.a: x; -A; a=x",
                    "method: pay; --method; pay",
                    "service: Shop; --service; Shop",
                    "application: web; --caller; web",
                    "ip: 10.0.0.0/8; --caller-ip; 10.1.2.3",
                    "label.region: sh; --caller-label; region=sh",
                    "baggage.b: x; --baggage; b=x",
                    "header.X-Beta: x; --header; x-beta=x",
                    "cookie.c: x; --cookie; c=x",
                    "query.q: x=y; --query; q=x=y",
                    "argument.0.user.id: '7'; --argument; {\"user\":{\"id\":7}}",
                })
        void flag_givesTheSource(String condition, String flag, String value) {
            session.file("one.yaml", Samples.document("rules: [{ id: one, when: { " + condition + " }, to: canary }]"));

            assertThat(session.run("explain", "one.yaml", "--json", flag, value)
                            .json()
                            .get("rule")
                            .asText())
                    .isEqualTo("one");
            assertThat(session.run("explain", "one.yaml", "--json")
                            .json()
                            .get("rule")
                            .isNull())
                    .isTrue();
        }

        @Test
        void requestFile_isReadAndFlagsGoOverIt() {
            session.file("request.yaml", "attachment.x-user-type: qa", "tag: stable");

            assertThat(session.run("explain", "gray.yaml", "--request", "request.yaml")
                            .out())
                    .contains("tag: 'stable', carried");
            assertThat(session.run("explain", "gray.yaml", "--request", "request.yaml", "-A", "x-gray-tag=beta")
                            .out())
                    .contains("tag: 'beta', carried");
        }

        @Test
        void badRequestFile_isToldWithItsPlaces() {
            session.file("request.yaml", "user: qa", "bucket: 10000");

            assertThat(session.run("explain", "gray.yaml", "--request", "request.yaml"))
                    .isEqualTo(new Session.Result(1, "", """
                        request.yaml:1:1: error GRAY027: user: is 'user', must be tag, bucket or a source, as attachment.user-id, argument.0.id or method
                        request.yaml:2:9: error GRAY014: bucket: is '10000', must be a whole number from 0 to 9999
                        """));
        }
    }

    @Nested
    class WrongUsage {

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '|',
                value = {
                    "--bucket; 10000; --bucket is 10000, must be 0 to 9999",
                    "--bucket; x; 'x' is not an int",
                    "--caller-ip; gateway; --caller-ip is 'gateway', must be an address",
                    "--caller-label; a b=c; --caller-label is 'a b=c', key and value must each be 1 to 63 characters",
                    "--argument; {; --argument '{' is not JSON: it ends too early",
                    "--down; kanary; --down is 'kanary', must be a lane of the document: beta, canary, stable",
                    "-A; user; should be in KEY=VALUE format but was user",
                })
        void wrongValue_isNamed(String flag, String value, String message) {
            Session.Result result = session.run("explain", "gray.yaml", flag, value);

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains(message);
        }

        @Test
        void refusedDocument_isToldOnStandardError() {
            session.file("bad.yaml", Samples.document("enabled: maybe"));

            assertThat(session.run("explain", "bad.yaml", "--json"))
                    .isEqualTo(new Session.Result(
                            1, "", "bad.yaml:6:10: error GRAY014: enabled: is 'maybe', must be true or false\n"));
        }
    }
}
