package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.nacos.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A place that may say who asks: a whole of user and secret. The first place that names a user, a token or an access
 * key is the one; a
 * secret of another place belongs to somebody else, and is never put beside its user.
 *
 * @param place what messages call it
 * @param setting gives what it says under a key of a profile; blank counts as nothing
 */
record CredentialLayer(String place, Function<String, Optional<String>> setting) {

    /**
     * Returns who asks.
     *
     * @param layers the first that says something is right
     * @param firstLine reads the secret in a file
     * @throws CommandFailure if a user has no password where it stands, or a token cannot be one
     */
    static Credentials of(List<CredentialLayer> layers, UnaryOperator<String> firstLine, int exitCode) {
        return layers.stream()
                .filter(CredentialLayer::saysWho)
                .findFirst()
                .map(layer -> layer.credentials(firstLine, exitCode))
                .orElse(Credentials.NONE);
    }

    private boolean saysWho() {
        return setting.apply("username").isPresent()
                || setting.apply("access-key").isPresent()
                || has("token");
    }

    private boolean has(String secret) {
        return setting.apply(secret).isPresent()
                || setting.apply(secret + "-file").isPresent();
    }

    private Credentials credentials(UnaryOperator<String> firstLine, int exitCode) {
        Optional<String> user = setting.apply("username");
        Optional<String> token = secret("token", firstLine);
        if (token.isPresent()) {
            return token(token.get(), exitCode);
        }
        Optional<String> key = setting.apply("access-key");
        if (key.isPresent()) {
            return accessKey(key.get(), firstLine, exitCode);
        }
        String password = secret("password", firstLine)
                .orElseThrow(() -> new CommandFailure(
                        exitCode,
                        "user " + user.orElse("") + " needs a password, which has to be of " + place
                                + " too: password-file, or password where that is no option"));
        return new Credentials.Account(user.orElse(""), password);
    }

    private Credentials token(String token, int exitCode) {
        if (!isOfHeaders(token)) {
            throw new CommandFailure(exitCode, "the token of " + place + " has letters that no token has");
        }
        return new Credentials.Token(token);
    }

    private Credentials accessKey(String id, UnaryOperator<String> firstLine, int exitCode) {
        if (!isOfHeaders(id)) {
            throw new CommandFailure(exitCode, "the access key of " + place + " has letters that no access key has");
        }
        if (setting.apply("username").isPresent()) {
            throw new CommandFailure(exitCode, place + " names a user and an access key: leave one out");
        }
        String secret = secret("secret-key", firstLine)
                .orElseThrow(() -> new CommandFailure(
                        exitCode,
                        "access key " + id + " needs a secret key, which has to be of " + place
                                + " too: secret-key-file, or secret-key where that is no option"));
        return new Credentials.AccessKey(id, secret);
    }

    private static boolean isOfHeaders(String text) {
        return text.chars().allMatch(letter -> letter > ' ' && letter <= '~');
    }

    private Optional<String> secret(String key, UnaryOperator<String> firstLine) {
        return setting.apply(key).or(() -> setting.apply(key + "-file").map(firstLine));
    }
}
