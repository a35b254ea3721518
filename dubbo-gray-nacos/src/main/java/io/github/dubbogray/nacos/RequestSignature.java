package io.github.dubbogray.nacos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a request is signed with an access key, as Nacos's own clients do it ({@code ConfigResourceInjector} and {@code
 * NamingResourceInjector} of {@code nacos-client-basic} 3.1, without a region): HMAC-SHA1 over time and resource, each kind of
 * resource in headers of its own. What is neither a configuration nor of the registry, their admin client does not sign.
 */
final class RequestSignature {

    private static final String ALGORITHM = "HmacSHA1";
    private static final String IN_GROUP = "@@";

    /** So far apart no server minds. */
    private static final Duration CLOSE = Duration.ofMinutes(2);

    private RequestSignature() {}

    /**
     * Returns the headers that say who asks.
     *
     * @param millis the time of the epoch; a server takes what is a few minutes off at most
     */
    static Map<String, String> of(Credentials.AccessKey key, String path, Parameters parameters, long millis) {
        if (path.startsWith("/v3/admin/cs/")) {
            return ofConfig(key, parameters, millis);
        }
        return path.startsWith("/v3/admin/ns/") ? ofNaming(key, parameters, millis) : Map.of();
    }

    /**
     * Says by how much the clock that signs is off, if that may be why a server denies a request.
     *
     * @param date the {@code Date} of the server's answer, if it has one
     */
    static Optional<String> clockIn(Optional<String> date, long millis) {
        try {
            return date.map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from))
                    .map(server -> Duration.between(server, Instant.ofEpochMilli(millis)))
                    .filter(ahead -> ahead.abs().compareTo(CLOSE) > 0)
                    .map(ahead -> "the clock of this machine is " + ahead.abs().toMinutes() + " min "
                            + (ahead.isNegative() ? "behind" : "ahead of")
                            + " the server's, and signatures have a time");
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Map<String, String> ofConfig(Credentials.AccessKey key, Parameters parameters, long millis) {
        String namespace = parameters.values().getOrDefault("namespaceId", "");
        String group = parameters.values().getOrDefault("groupName", "");
        String resource = namespace.isEmpty() ? group : namespace + "+" + group;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Spas-AccessKey", key.id());
        headers.put("Timestamp", String.valueOf(millis));
        headers.put("Spas-Signature", signed(resource.isEmpty() ? "" + millis : resource + "+" + millis, key.secret()));
        return headers;
    }

    private static Map<String, String> ofNaming(Credentials.AccessKey key, Parameters parameters, long millis) {
        String service = parameters.values().getOrDefault("serviceName", "");
        String group = parameters.values().getOrDefault("groupName", "");
        String name = service.contains(IN_GROUP) || group.isEmpty() ? service : group + IN_GROUP + service;
        String signed = service.isEmpty() ? "" + millis : millis + IN_GROUP + name;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ak", key.id());
        headers.put("data", signed);
        headers.put("signature", signed(signed, key.secret()));
        return headers;
    }

    private static String signed(String text, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) { // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }
}
