package io.github.dubbogray.core.address;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address by its bits, so that two spellings of one address are equal. An IPv4 address in IPv6 spelling ({@code
 * ::ffff:10.0.0.7}, {@code ::ffff:a00:7}) is the IPv4 address. Zones are left out.
 *
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits, or the 32 of an IPv4 address
 */
public record Address(Family family, long high, long low) {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** What comes before an IPv4 address in its IPv6 spelling, in the last 64 bits. */
    private static final long MAPPED = 0xFFFFL;

    /** Which of the two kinds of addresses. */
    public enum Family {
        /** Addresses of 32 bits. */
        IPV4(32),
        /** Addresses of 128 bits. */
        IPV6(128);

        private final int bits;

        Family(int bits) {
            this.bits = bits;
        }

        /** Returns how many bits an address has. */
        public int bits() {
            return bits;
        }
    }

    /** Checks the bits. */
    public Address {
        if (family == Family.IPV4 ? (high != 0 || low >>> Integer.SIZE != 0) : isMapped(high, low)) {
            throw new IllegalArgumentException(
                    Long.toHexString(high) + " " + Long.toHexString(low) + " is no " + family);
        }
    }

    /**
     * Reads the spelling of an address: dotted decimal without leading zeros, or IPv6 with {@code ::}, upper and lower case,
     * a dotted end, a zone ({@code fe80::1%eth0}), brackets ({@code [::1]}). Empty for anything else, as a name. Never throws.
     */
    public static Optional<Address> read(String text) {
        return Optional.ofNullable(AddressSpelling.address(text));
    }

    /** Reads an address that may have a port behind it, as {@code 10.0.0.7:8080} or {@code [::1]:8080}. Never throws. */
    public static Optional<Address> readBeforePort(String text) {
        return Optional.ofNullable(AddressSpelling.addressBeforePort(text));
    }

    /**
     * Returns the address of 4 or 16 bytes.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Address of(byte[] bytes) {
        if (bytes.length == IPV4_BYTES) {
            return ofIpv4(bits(bytes, 0, IPV4_BYTES));
        }
        if (bytes.length == IPV6_BYTES) {
            return ofIpv6(bits(bytes, 0, Long.BYTES), bits(bytes, Long.BYTES, IPV6_BYTES));
        }
        throw new IllegalArgumentException("an address of " + bytes.length + " bytes");
    }

    /**
     * Returns the one spelling that an address has in rules and messages: {@link #toString} of the address that the text
     * spells, with a port or without. A text that is no address is returned as it is, null too.
     */
    public static @Nullable String canonical(@Nullable String text) {
        if (text == null || AddressSpelling.isIpv4(text)) {
            return text; // dotted decimal has one spelling
        }
        Address address = AddressSpelling.addressBeforePort(text);
        return address == null ? text : address.toString();
    }

    static Address ofIpv4(long bits) {
        return new Address(Family.IPV4, 0, bits);
    }

    static Address ofIpv6(long high, long low) {
        return isMapped(high, low) ? ofIpv4(low & 0xFFFF_FFFFL) : new Address(Family.IPV6, high, low);
    }

    private static boolean isMapped(long high, long low) {
        return high == 0 && low >>> Integer.SIZE == MAPPED;
    }

    private static long bits(byte[] bytes, int begin, int end) {
        long bits = 0;
        for (int i = begin; i < end; i++) {
            bits = (bits << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return bits;
    }

    /** Returns dotted decimal, or the IPv6 spelling of RFC 5952: {@code 10.0.0.7}, {@code fd00::1}. */
    @Override
    public String toString() {
        return family == Family.IPV4 ? AddressSpelling.ipv4(low) : AddressSpelling.ipv6(high, low);
    }
}
