package io.github.dubbogray.grayctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.nacos.Credentials;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Who asks: command line, then environment, then profile; user and secret of one place")
class CredentialsTest {

    private static final String FILES = "text of ";

    private static Map<String, String> settings(String text) {
        return Arrays.stream(text.split(" "))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Credentials credentials(String line, String environment, String profile) {
        Map<String, String> flags = settings(line);
        Map<String, String> variables = settings(environment).entrySet().stream()
                .collect(Collectors.toMap(each -> Profile.variable(each.getKey()), Map.Entry::getValue));
        return Profile.of(variables)
                .with(new Input.Text("p", profile.replace(' ', '\n')), 2)
                .credentials(key -> Optional.ofNullable(flags.get(key)), file -> FILES + file, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "username=a password-file=f | username=b password=x | username=c password=y | a | text of f",
                "'' | username=b password=x | username=c password=y | b | x",
                "'' | username=b password-file=f | username=c password=y | b | text of f",
                "'' | '' | username=c password=y | c | y",
                "'' | password=x | username=c password=y | c | y",
                "password-file=f | username=b password=x | username=c password-file=g | b | x",
                "'' | username=b password=x | token=t | b | x",
            })
    void account_isWholeOfTheFirstPlaceThatNamesOne(
            String line, String environment, String profile, String user, String password) {
        assertThat(credentials(line, environment, profile)).isEqualTo(new Credentials.Account(user, password));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "token-file=f | username=b password=x | '' | textoff",
                "'' | token=t username=b password=x | username=c password=y | t",
                "'' | '' | token=t | t",
            })
    void token_goesBeforeAnAccountOfItsPlace(String line, String environment, String profile, String token) {
        Map<String, String> flags = settings(line);
        Map<String, String> variables = settings(environment).entrySet().stream()
                .collect(Collectors.toMap(each -> Profile.variable(each.getKey()), Map.Entry::getValue));

        assertThat(Profile.of(variables)
                        .with(new Input.Text("p", profile.replace(' ', '\n')), 2)
                        .credentials(key -> Optional.ofNullable(flags.get(key)), file -> "textof" + file, 2))
                .isEqualTo(new Credentials.Token(token));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "username=a | username=b password=x | '' | user a needs a password, which has to be of the command line too",
                "'' | username=b | username=c password=y | user b needs a password, which has to be of the environment too",
                "'' | password=x | username=c | user c needs a password, which has to be of the profile too",
            })
    @DisplayName("a password of another place is somebody else's")
    void secretOfAnotherPlace_isNotTaken(String line, String environment, String profile, String said) {
        assertThatThrownBy(() -> credentials(line, environment, profile))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "access-key=a secret-key-file=f | username=b password=x | '' | a | text of f",
                "'' | access-key=b secret-key=s | token=t | b | s",
                "'' | '' | access-key=c secret-key-file=g | c | text of g",
            })
    void accessKey_isWholeOfThePlaceThatNamesIt(
            String line, String environment, String profile, String id, String secret) {
        assertThat(credentials(line, environment, profile)).isEqualTo(new Credentials.AccessKey(id, secret));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "access-key=a | access-key=b secret-key=s | '' | access key a needs a secret key, which has to be of the command line",
                "'' | access-key=b secret-key=s username=u password=p | '' | the environment names a user and an access key",
                "'' | access-key=bé secret-key=s | '' | the access key of the environment has letters",
            })
    void accessKeyThatIsNotWhole_isRefused(String line, String environment, String profile, String said) {
        assertThatThrownBy(() -> credentials(line, environment, profile))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(said);
    }
}
