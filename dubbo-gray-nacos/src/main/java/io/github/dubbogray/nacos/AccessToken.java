package io.github.dubbogray.nacos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The token that goes with each request, of an account the one that it got when it logged in. */
final class AccessToken {

    private static final String HEADER = "Authorization";

    private final Credentials credentials;

    /** Of an account that has logged in. Guarded by this. */
    private @Nullable String token;

    AccessToken(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Returns what says who asks; an account logs in first where it has not. */
    synchronized Map<String, String> headers(Function<Credentials.Account, JsonNode> login) {
        if (credentials instanceof Credentials.Token given) {
            return bearer(given.token());
        }
        if (!(credentials instanceof Credentials.Account account)) {
            return Map.of();
        }
        String known = token;
        if (known == null) {
            known = login.apply(account).path("accessToken").asText();
            token = known;
        }
        return bearer(known);
    }

    /** Returns whether to ask for another token after one was denied: it was not the newest, or not new. */
    synchronized boolean mayBeOver(Map<String, String> denied) {
        if (!(credentials instanceof Credentials.Account)) {
            return false;
        }
        String known = token;
        if (known != null && bearer(known).equals(denied)) {
            token = null;
        }
        return true;
    }

    private static Map<String, String> bearer(String token) {
        return Map.of(HEADER, "Bearer " + token);
    }
}
