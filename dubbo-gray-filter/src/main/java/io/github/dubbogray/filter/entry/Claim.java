package io.github.dubbogray.filter.entry;

import java.net.InetAddress;
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
        String tag, @Nullable String signature, @Nullable InetAddress sender) {

    /** Returns what came over a connection. */
    public static Claim over(@Nullable InetSocketAddress connection, String tag, @Nullable String signature) {
        return new Claim(tag, signature, connection == null ? null : addressOf(connection));
    }

    /** Dubbo sets some addresses by their numbers, unresolved. */
    private static @Nullable InetAddress addressOf(InetSocketAddress connection) {
        return connection.isUnresolved() ? Network.addressOf(connection.getHostString()) : connection.getAddress();
    }

    /** Names the sender, for messages. */
    String describeSender() {
        return sender == null ? "an unknown address" : sender.getHostAddress();
    }
}
