package io.github.dubbogray.grayctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.grayctl.input.Input;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

    private static Profile profile(Map<String, String> environment, String file) {
        return Profile.of(environment).with(new Input.Text("prod.properties", file), 2);
    }

    @Test
    void environment_goesBeforeTheFile_unlessItIsBlank() {
        Profile profile = profile(
                Map.of("GRAYCTL_SERVER", "a", "GRAYCTL_NAMESPACE", " "), "server=b\nnamespace = c \npassword-file=d");

        assertThat(profile.get("server")).contains("a");
        assertThat(profile.get("namespace")).contains("c");
        assertThat(profile.get("password-file")).contains("d");
        assertThat(profile.get("username")).isEmpty();
    }

    @Test
    void secret_isOfTheEnvironmentBeforeTheFile_itselfOrInAFileOfItsOwn() {
        Map<String, String> files = Map.of("f", "of the environment's file", "g", "of the profile's file");
        String both = "webhook=of the profile\nwebhook-file=g";

        assertThat(profile(Map.of("GRAYCTL_WEBHOOK", "a", "GRAYCTL_WEBHOOK_FILE", "f"), both)
                        .secret("webhook", files::get))
                .contains("a");
        assertThat(profile(Map.of("GRAYCTL_WEBHOOK_FILE", "f"), both).secret("webhook", files::get))
                .contains("of the environment's file");
        assertThat(profile(Map.of(), both).secret("webhook", files::get)).contains("of the profile");
        assertThat(profile(Map.of(), "webhook-file=g").secret("webhook", files::get))
                .contains("of the profile's file");
        assertThat(profile(Map.of(), "").secret("webhook", files::get)).isEmpty();
    }

    @Test
    void variables_areWrittenAsOthersAre() {
        assertThat(Profile.variable("password-file")).isEqualTo("GRAYCTL_PASSWORD_FILE");
    }

    @ParameterizedTest
    @CsvSource({
        "'sever=a', 'prod.properties has sever; a profile may say server'",
        "'server=\\u00zz', 'prod.properties is no file of properties'"
    })
    void whatNoProfileSays_isNamed(String file, String message) {
        assertThatThrownBy(() -> profile(Map.of(), file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(message);
    }
}
