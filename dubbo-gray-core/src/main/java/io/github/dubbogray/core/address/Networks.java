package io.github.dubbogray.core.address;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Networks, made ready to be asked whether an address is in one of them; immutable. Two networks lie apart or one in the
 * other, so those that lie in another are left out, and the others in the order of their addresses are searched by halves:
 * an answer takes time with the logarithm of their number.
 */
public final class Networks {

    private static final Comparator<Network> ORDER = Comparator.<Network, Address>comparing(
                    Network::first, Networks::compare)
            .thenComparingInt(Network::bits);

    private final List<Network> apart;

    private Networks(List<Network> apart) {
        this.apart = apart;
    }

    /**
     * Makes them ready.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Networks of(Collection<Network> networks) {
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("no networks");
        }
        List<Network> apart = new ArrayList<>();
        networks.stream().sorted(ORDER).forEach(network -> {
            if (apart.isEmpty() || !apart.get(apart.size() - 1).contains(network)) {
                apart.add(network);
            }
        });
        return new Networks(List.copyOf(apart));
    }

    /** Returns whether a text spells an address that is in one of them. For dotted decimal it allocates nothing. */
    public boolean contain(String address) {
        long dotted = AddressSpelling.ipv4Bits(address, 0, address.length());
        if (dotted != AddressSpelling.NONE) {
            int last = lastUpTo(Address.Family.IPV4, 0, dotted);
            return last >= 0 && apart.get(last).contains(address);
        }
        Address other = AddressSpelling.address(address);
        return other != null && contain(Network.of(other));
    }

    /** Returns whether all addresses of another network are in one of them. */
    public boolean contain(Network other) {
        Address first = other.first();
        int last = lastUpTo(first.family(), first.high(), first.low());
        return last >= 0 && apart.get(last).contains(other);
    }

    /** Returns whether each of others is in one of these. */
    public boolean containAll(Networks others) {
        return others.apart.stream().allMatch(this::contain);
    }

    /** Returns how many there are that lie in no other. */
    public int size() {
        return apart.size();
    }

    /** Returns those that lie in no other, in the order of their addresses. */
    public List<Network> list() {
        return apart;
    }

    /** Returns the position of the last one that does not begin behind an address, or -1. */
    private int lastUpTo(Address.Family family, long high, long low) {
        int begin = 0;
        int end = apart.size();
        while (begin < end) {
            int middle = (begin + end) >>> 1;
            Address first = apart.get(middle).first();
            if (compare(first.family(), first.high(), first.low(), family, high, low) <= 0) {
                begin = middle + 1;
            } else {
                end = middle;
            }
        }
        return begin - 1;
    }

    private static int compare(Address a, Address b) {
        return compare(a.family(), a.high(), a.low(), b.family(), b.high(), b.low());
    }

    private static int compare(
            Address.Family family, long high, long low, Address.Family otherFamily, long otherHigh, long otherLow) {
        if (family != otherFamily) {
            return family.compareTo(otherFamily);
        }
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Networks that && apart.equals(that.apart);
    }

    @Override
    public int hashCode() {
        return apart.hashCode();
    }

    /** Returns them in the order of their addresses, separated by commas. */
    @Override
    public String toString() {
        return String.join(", ", apart.stream().map(Network::toString).toList());
    }
}
