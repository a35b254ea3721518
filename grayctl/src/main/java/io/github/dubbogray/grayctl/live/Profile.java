package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.nacos.Credentials;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name, from the environment and then from a file of properties: {@code server} is {@code GRAYCTL_SERVER} there.
 * A blank value counts as none.
 */
public final class Profile {

    /** What a profile may say. */
    public static final List<String> KEYS = List.of(
            "server",
            "namespace",
            "group",
            "application",
            "username",
            "password",
            "password-file",
            "token",
            "token-file",
            "access-key",
            "secret-key",
            "secret-key-file",
            "author",
            "webhook",
            "webhook-file",
            "webhook-format",
            "prometheus");

    private final Map<String, String> environment;
    private final Properties file;

    private Profile(Map<String, String> environment, Properties file) {
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /** Returns what the environment alone says. */
    public static Profile of(Map<String, String> environment) {
        return new Profile(environment, new Properties());
    }

    /**
     * Returns the same with a file behind it.
     *
     * @throws CommandFailure if a line of the file is none, or says what no profile may
     */
    public Profile with(Input.Text text, int exitCode) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text.text()));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(exitCode, text.name() + " is no file of properties: " + e.getMessage());
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        KEYS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new CommandFailure(
                    exitCode,
                    text.name() + " has " + String.join(", ", unknown) + "; a profile may say "
                            + String.join(", ", KEYS));
        }
        return new Profile(environment, properties);
    }

    /** Returns the name of a setting in the environment. */
    public static String variable(String key) {
        return "GRAYCTL_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Returns who asks, by the first of command line, environment and file that says it, as a whole.
     *
     * @param commandLine gives what the command line says under a key
     * @param firstLine reads the secret in a file
     * @throws CommandFailure if what is said is not enough
     */
    public Credentials credentials(
            Function<String, Optional<String>> commandLine, UnaryOperator<String> firstLine, int exitCode) {
        return CredentialLayer.of(
                List.of(
                        new CredentialLayer("the command line", commandLine),
                        new CredentialLayer("the environment", key -> nonBlank(environment.get(variable(key)))),
                        new CredentialLayer("the profile", key -> nonBlank(file.getProperty(key)))),
                firstLine,
                exitCode);
    }

    /** Returns what is set. */
    public Optional<String> get(String key) {
        return nonBlank(environment.get(variable(key))).or(() -> nonBlank(file.getProperty(key)));
    }

    /**
     * Returns a secret, itself or the first line of a file; the environment, where it says either, goes before the file of
     * properties.
     *
     * @param firstLine reads the secret in a file
     */
    public Optional<String> secret(String key, UnaryOperator<String> firstLine) {
        return secret(name -> nonBlank(environment.get(variable(name))), key, firstLine)
                .or(() -> secret(name -> nonBlank(file.getProperty(name)), key, firstLine));
    }

    private static Optional<String> secret(
            Function<String, Optional<String>> layer, String key, UnaryOperator<String> firstLine) {
        return layer.apply(key).or(() -> layer.apply(key + "-file").map(firstLine));
    }

    private static Optional<String> nonBlank(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
