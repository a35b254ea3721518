package io.github.dubbogray.router.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.settings.GrayProperties;
import io.github.dubbogray.webhook.Format;
import io.github.dubbogray.webhook.WebhookUrl;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSettingsTest {

    private static final String URL = "https://example.org/robot/send?access_token=secret";

    @Nested
    class Reading {

        @Test
        void nothing_isNobodyToBeTold() {
            GrayProperties properties = properties(Map.of());

            assertThat(AlertSettings.read(properties)).isEmpty();
            assertThat(properties.problems()).isEmpty();
        }

        @Test
        void url_hasDefaults() {
            assertThat(AlertSettings.read(properties(Map.of("dubbo.gray.alert.webhook", URL))))
                    .contains(new AlertSettings(
                            new WebhookUrl(URI.create(URL)), Format.GENERIC, AlertSettings.Told.BEGINNING));
        }

        @Test
        void all_areRead() {
            assertThat(AlertSettings.read(properties(Map.of(
                            "dubbo.gray.alert.webhook",
                            URL,
                            "dubbo.gray.alert.format",
                            "wecom",
                            "dubbo.gray.alert.resolved",
                            "true"))))
                    .contains(new AlertSettings(
                            new WebhookUrl(URI.create(URL)), Format.WECOM, AlertSettings.Told.BEGINNING_AND_END));
        }

        @Test
        void unknownFormat_isAProblemAndGeneric() {
            GrayProperties properties =
                    properties(Map.of("dubbo.gray.alert.webhook", URL, "dubbo.gray.alert.format", "teams"));

            assertThat(AlertSettings.read(properties).orElseThrow().format()).isEqualTo(Format.GENERIC);
            assertThat(properties.problems())
                    .containsExactly(
                            "dubbo.gray.alert.format is 'teams', must be one of generic, dingtalk, feishu, wecom,"
                                    + " slack; it counts as generic");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ftp://example.org/hook/secret",
                    "example.org/hook/secret",
                    "https:///hook/secret",
                    "https://secret@example.org/hook",
                    "https://example.org:99999/hook/secret",
                    "https://exa mple.org/hook/secret",
                    "secretsecretsecret",
                    "mailto:secret"
                })
        void otherText_isAProblemWithoutItsSecret(String text) {
            GrayProperties properties = properties(Map.of("dubbo.gray.alert.webhook", text));

            assertThat(AlertSettings.read(properties)).isEmpty();
            assertThat(properties.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .matches(
                                    "dubbo.gray.alert.webhook is \\S.*…, must be an http or https URL with a host and without a user;"
                                            + " no alert is sent")
                            .doesNotContain(text)
                            .doesNotContain("hook/secret", "secret@", "secretsecret"));
        }

        @Test
        void blank_isAProblem() {
            GrayProperties properties = properties(Map.of("dubbo.gray.alert.webhook", " "));

            assertThat(AlertSettings.read(properties)).isEmpty();
            assertThat(properties.problems())
                    .containsExactly("dubbo.gray.alert.webhook is blank, must be a URL; no alert is sent");
        }
    }

    @Nested
    @DisplayName("Of a URL, the log gets scheme, host and first folder")
    class Showing {

        @ParameterizedTest
        @CsvSource({
            "https://oapi.dingtalk.com/robot/send?access_token=s, https://oapi.dingtalk.com/robot/…",
            "https://open.feishu.cn/open-apis/bot/v2/hook/s-e-c, https://open.feishu.cn/open-apis/…",
            "https://hooks.slack.com/services/T0/B0/s, https://hooks.slack.com/services/…",
            "https://example.org:8443/secret, https://example.org:8443/…",
            "https://example.org?secret, https://example.org/…",
            "https://example.org, https://example.org",
            "https://user:pa@ss@example.org/x, https://example.org/…",
            "https://example.org/this-folder-is-the-secret/x, https://example.org/…",
        })
        void url_isCut(String url, String shown) {
            assertThat(WebhookUrl.shown(url)).isEqualTo(shown);
        }

        @Test
        void textsOfOthers_loseWhatIsSecret() {
            assertThat(new WebhookUrl(URI.create(URL)).withoutSecrets("no /robot/send?access_token=secret here"))
                    .isEqualTo("no … here");
        }

        @ParameterizedTest
        @CsvSource({
            "https://example.org/robot/send?access_token=SECRET, token SECRET is not known, token … is not known",
            "https://example.org/services/T0000/B0000/SECRET, no hook SECRET of T0000, no hook … of …",
            "https://example.org/robot/send?key=SECRET&x=1, bad /robot/send?key=SECRET&amp;x=1 there, bad … there",
            "https://example.org/send?key=SE%2FCRET, key SE/CRET is wrong, key … is wrong",
            "https://example.org/send?key=SE%2FCRET, key SE%2FCRET is wrong, key … is wrong",
            "https://example.org/v1/x?debug, nothing of v1 here, nothing of v1 here",
        })
        void partsOfTheUrl_areSecretAlone(String url, String text, String hidden) {
            assertThat(new WebhookUrl(URI.create(url)).withoutSecrets(text)).isEqualTo(hidden);
        }
    }

    private static GrayProperties properties(Map<String, String> values) {
        return GrayProperties.of(values::get);
    }
}
