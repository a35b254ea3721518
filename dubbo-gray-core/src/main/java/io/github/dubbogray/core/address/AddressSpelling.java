package io.github.dubbogray.core.address;

import org.jspecify.annotations.Nullable;

/** Reads and writes addresses. */
final class AddressSpelling {

    /** What {@link #ipv4Bits} returns for a text that is no address. */
    static final long NONE = -1;

    private static final int GROUPS = 8;
    private static final int GROUP_DIGITS = 4;
    private static final int OCTETS = 4;
    private static final int OCTET_DIGITS = 3;
    private static final int LARGEST_OCTET = 255;
    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_PORT = 5;

    private AddressSpelling() {}

    /** Returns the address that a text spells, or null. */
    static @Nullable Address address(String text) {
        int begin = begin(text);
        int end = end(text, begin);
        if (begin < end && text.charAt(begin) == '[') {
            return text.charAt(end - 1) == ']' ? ipv6(text, begin + 1, end - 1) : null;
        }
        return unbracketed(text, begin, end);
    }

    /** Returns the address that a text spells, with a port behind it or without, or null. */
    static @Nullable Address addressBeforePort(String text) {
        int begin = begin(text);
        int end = end(text, begin);
        int colon = text.lastIndexOf(':', end - 1);
        boolean isBracketed = colon > begin && text.charAt(begin) == '[' && text.charAt(colon - 1) == ']';
        boolean isOnlyColon = colon > begin && text.indexOf(':', begin) == colon;
        return (isBracketed || isOnlyColon) && isPort(text, colon + 1, end)
                ? address(text.substring(begin, colon))
                : address(text);
    }

    /** Returns whether a text is dotted decimal, nothing around it. Allocates nothing. */
    static boolean isIpv4(String text) {
        return ipv4Bits(text, 0, text.length()) != NONE;
    }

    /** Returns the bits of dotted decimal, or {@link #NONE}. A leading zero may mean octal, so there is none. */
    static long ipv4Bits(String text, int begin, int end) {
        long bits = 0;
        int at = begin;
        for (int octet = 0; octet < OCTETS; octet++) {
            if (octet > 0 && (at >= end || text.charAt(at++) != '.')) {
                return NONE;
            }
            int first = at;
            int value = 0;
            while (at < end && at - first < OCTET_DIGITS && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            if (at == first || value > LARGEST_OCTET || (at - first > 1 && text.charAt(first) == '0')) {
                return NONE;
            }
            bits = (bits << Byte.SIZE) | value;
        }
        return at == end ? bits : NONE;
    }

    static String ipv4(long bits) {
        return (bits >>> 24) + "." + ((bits >>> 16) & 0xFF) + "." + ((bits >>> 8) & 0xFF) + "." + (bits & 0xFF);
    }

    /** Writes what RFC 5952 recommends: the first longest run of two or more zero groups as {@code ::}. */
    static String ipv6(long high, long low) {
        int longestBegin = GROUPS;
        int longest = 1;
        for (int begin = 0; begin < GROUPS; begin++) {
            int run = zerosFrom(begin, high, low);
            if (run > longest) {
                longest = run;
                longestBegin = begin;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            if (group == longestBegin) {
                text.append("::");
                group += longest - 1;
            } else {
                text.append(group == 0 || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(group, high, low)));
            }
        }
        return text.toString();
    }

    /** Two colons or more are IPv6; names have none. */
    private static @Nullable Address unbracketed(String text, int begin, int end) {
        int colon = text.indexOf(':', begin);
        if (colon >= 0 && colon < end) {
            return ipv6(text, begin, end);
        }
        long bits = ipv4Bits(text, begin, end);
        return bits == NONE ? null : Address.ofIpv4(bits);
    }

    private static @Nullable Address ipv6(String text, int begin, int end) {
        int zone = text.indexOf('%', begin);
        boolean hasZone = zone >= 0 && zone < end;
        return hasZone && !isZone(text, zone + 1, end)
                ? null
                : new Ipv6Groups(text, begin, hasZone ? zone : end).read();
    }

    /** Names of interfaces are printable, and have no slash, which would begin a network's prefix, and no brackets. */
    private static boolean isZone(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            char letter = text.charAt(i);
            if (letter <= ' ' || letter >= 0x7F || letter == '/' || letter == '[' || letter == ']') {
                return false;
            }
        }
        return begin < end;
    }

    /** Reads the groups of an IPv6 address, each shifted into the bits from the right. */
    private static final class Ipv6Groups {

        private static final int NO_GAP = -1;

        private final String text;
        private final int end;
        private int at;
        private int groups;
        private long high;
        private long low;

        /** How many groups are before {@code ::}, and their bits. */
        private int gap = NO_GAP;

        private long highBefore;
        private long lowBefore;

        Ipv6Groups(String text, int begin, int end) {
            this.text = text;
            this.at = begin;
            this.end = end;
        }

        @Nullable Address read() {
            if (end - at >= 2 && text.startsWith("::", at)) {
                openGap();
                at += 2;
            }
            while (at < end) {
                if (!readGroup() || !readSeparator()) {
                    return null;
                }
            }
            if (gap == NO_GAP) {
                return groups == GROUPS ? Address.ofIpv6(high, low) : null;
            }
            return groups < GROUPS ? withGap() : null;
        }

        private void openGap() {
            gap = groups;
            highBefore = high;
            lowBefore = low;
            high = 0;
            low = 0;
        }

        /** Reads up to four hexadecimal digits, or dotted decimal at the very end. */
        private boolean readGroup() {
            int first = at;
            int value = 0;
            while (at < end && at - first < GROUP_DIGITS && Character.digit(text.charAt(at), 16) >= 0) {
                char letter = text.charAt(at);
                if (letter > 'f') { // a digit of another script
                    return false;
                }
                value = (value << 4) | Character.digit(letter, 16);
                at++;
            }
            if (at < end && text.charAt(at) == '.') {
                return readDotted(first);
            }
            push(value);
            return at > first && groups <= GROUPS;
        }

        private boolean readDotted(int first) {
            long bits = ipv4Bits(text, first, end);
            push((int) ((bits >>> 16) & 0xFFFF));
            push((int) (bits & 0xFFFF));
            at = end;
            return bits != NONE && groups <= GROUPS;
        }

        private void push(int value) {
            high = (high << 16) | (low >>> 48);
            low = (low << 16) | value;
            groups++;
        }

        private boolean readSeparator() {
            if (at == end) {
                return true;
            }
            if (text.charAt(at++) != ':' || at == end) {
                return false;
            }
            if (text.charAt(at) == ':') {
                if (gap != NO_GAP) {
                    return false;
                }
                openGap();
                at++;
            }
            return true;
        }

        private Address withGap() {
            for (int group = gap; group < GROUPS; group++) {
                highBefore = (highBefore << 16) | (lowBefore >>> 48);
                lowBefore <<= 16;
            }
            return Address.ofIpv6(highBefore | high, lowBefore | low);
        }
    }

    private static int zerosFrom(int begin, long high, long low) {
        int end = begin;
        while (end < GROUPS && group(end, high, low) == 0) {
            end++;
        }
        return end - begin;
    }

    private static int group(int group, long high, long low) {
        long half = group < GROUPS / 2 ? high : low;
        int behind = GROUPS / 2 - 1 - group % (GROUPS / 2);
        return (int) ((half >>> (16 * behind)) & 0xFFFF);
    }

    private static boolean isPort(String text, int begin, int end) {
        int port = 0;
        for (int i = begin; i < end; i++) {
            if (!isDigit(text.charAt(i)) || i - begin >= LONGEST_PORT) {
                return false;
            }
            port = port * 10 + text.charAt(i) - '0';
        }
        return begin < end && port <= LARGEST_PORT;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int begin(String text) {
        int begin = 0;
        while (begin < text.length() && isBlank(text.charAt(begin))) {
            begin++;
        }
        return begin;
    }

    private static int end(String text, int begin) {
        int end = text.length();
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(char letter) {
        return letter == ' ' || letter == '\t';
    }
}
