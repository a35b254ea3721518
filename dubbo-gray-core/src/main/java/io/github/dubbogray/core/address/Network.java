package io.github.dubbogray.core.address;

import java.util.Optional;

/**
 * Addresses with a common prefix: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address.
 *
 * @param first the least of them: what is behind the prefix is 0
 * @param bits how many bits are common
 */
public record Network(Address first, int bits) {

    /** By how many bits an IPv4 address is longer in IPv6 spelling. */
    private static final int MAPPED_BITS = 96;

    private static final int LONGEST_LENGTH = 3;

    /** Takes what is behind the prefix off. */
    public Network {
        if (bits < 0 || bits > first.family().bits()) {
            throw new IllegalArgumentException("a prefix of " + bits + " bits of " + first);
        }
        first = masked(first, bits);
    }

    /** Returns the network of one address. */
    public static Network of(Address address) {
        return new Network(address, address.family().bits());
    }

    /**
     * Reads an address, or an address and the length of its prefix: {@code 10.0.0.7/8} is {@code 10.0.0.0/8}. In IPv6
     * spelling the prefix of an IPv4 address is longer by 96: {@code ::ffff:10.0.0.0/104}. Empty if the text is no network.
     */
    public static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Address.read(text).map(Network::of);
        }
        String address = text.substring(0, slash);
        return Address.read(address)
                .flatMap(first -> of(first, length(text.substring(slash + 1)) - mappedBits(first, address)));
    }

    /** Returns whether an address is in this network. */
    public boolean contains(Address address) {
        return address.family() == first.family() && masked(address, bits).equals(first);
    }

    /** Returns whether a text spells an address that is in this network. For dotted decimal it allocates nothing. */
    public boolean contains(String address) {
        long dotted = AddressSpelling.ipv4Bits(address, 0, address.length());
        if (dotted != AddressSpelling.NONE) {
            return first.family() == Address.Family.IPV4 && (dotted ^ first.low()) >>> (Integer.SIZE - bits) == 0;
        }
        Address other = AddressSpelling.address(address);
        return other != null && contains(other);
    }

    /** Returns whether all addresses of another network are in this one. */
    public boolean contains(Network other) {
        return other.bits >= bits && contains(other.first);
    }

    /** Returns whether this is one address. */
    public boolean isSingle() {
        return bits == first.family().bits();
    }

    /** Returns {@code 10.0.0.0/8}, or the address alone if it is one. */
    @Override
    public String toString() {
        return isSingle() ? first.toString() : first + "/" + bits;
    }

    private static Optional<Network> of(Address first, int bits) {
        return bits < 0 || bits > first.family().bits() ? Optional.empty() : Optional.of(new Network(first, bits));
    }

    private static int mappedBits(Address first, String spelling) {
        return first.family() == Address.Family.IPV4 && spelling.indexOf(':') >= 0 ? MAPPED_BITS : 0;
    }

    private static int length(String text) {
        if (text.isEmpty() || text.length() > LONGEST_LENGTH) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
            length = length * 10 + text.charAt(i) - '0';
        }
        return length;
    }

    private static Address masked(Address address, int bits) {
        if (address.family() == Address.Family.IPV4) {
            return Address.ofIpv4(address.low() & mask(bits + Integer.SIZE));
        }
        return new Address(
                Address.Family.IPV6,
                address.high() & mask(Math.min(bits, Long.SIZE)),
                address.low() & mask(Math.max(bits - Long.SIZE, 0)));
    }

    /** Returns a word whose first bits are 1. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }
}
