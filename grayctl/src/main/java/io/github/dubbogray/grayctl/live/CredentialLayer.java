package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.nacos.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A place that may say who asks: a whole of user and secret. The first place that names a user or a token is the one; a
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
        return setting.apply("username").isPresent() || has("token");
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
        String password = secret("password", firstLine)
                .orElseThrow(() -> new CommandFailure(
                        exitCode,
                        "user " + user.orElse("") + " needs a password, which has to be of " + place
                                + " too: password-file, or password where that is no option"));
        return new Credentials.Account(user.orElse(""), password);
    }

    private Credentials token(String token, int exitCode) {
        if (!token.chars().allMatch(letter -> letter > ' ' && letter <= '~')) {
            throw new CommandFailure(exitCode, "the token of " + place + " has letters that no token has");
        }
        return new Credentials.Token(token);
    }

    private Optional<String> secret(String key, UnaryOperator<String> firstLine) {
        return setting.apply(key).or(() -> setting.apply(key + "-file").map(firstLine));
    }
}
