package io.github.dubbogray.filter.trust;

import io.github.dubbogray.core.address.Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to be believed.
 *
 * @param tag the tag's text as it came
 * @param signature what came with it under {@link TagSignatures#KEY}, or null
 * @param sender the address it came from, or null if that is not known
 */
public record Claim(
        String tag, @Nullable String signature, @Nullable Address sender) {

    /** Returns what came over a connection. */
    public static Claim over(@Nullable InetSocketAddress connection, String tag, @Nullable String signature) {
        return new Claim(tag, signature, connection == null ? null : addressOf(connection));
    }

    /** Dubbo sets some addresses by their numbers, unresolved. */
    private static @Nullable Address addressOf(InetSocketAddress connection) {
        return connection.isUnresolved()
                ? Address.read(connection.getHostString()).orElse(null)
                : Address.of(connection.getAddress().getAddress());
    }

    /** Names the sender, for messages. */
    String describeSender() {
        return sender == null ? "an unknown address" : sender.toString();
    }
}
