package io.github.dubbogray.filter.entry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses with a common prefix: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. Names are never resolved. */
final class Network {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("\\d{1,3}");

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** Reads a network; empty if the text is none. Bits behind the prefix are not looked at. */
    static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        InetAddress address = addressOf(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        int longest = bytes.length * Byte.SIZE;
        int bits = slash < 0 ? longest : prefixLength(text.substring(slash + 1));
        return bits < 0 || bits > longest ? Optional.empty() : Optional.of(new Network(bytes, bits));
    }

    /**
     * Returns the address that a text spells in numbers, or null if it is no such text. An IPv4 address in IPv6 spelling
     * is an IPv4 address; a zone, as in {@code fe80::1%eth0}, is left out.
     */
    static @Nullable InetAddress addressOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            return null; // the JDK would look anything else up as a name
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((bytes[whole] ^ prefix[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0;
    }

    private static int prefixLength(String text) {
        return PREFIX_LENGTH.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }
}
