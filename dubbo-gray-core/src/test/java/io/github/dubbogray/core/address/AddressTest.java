package io.github.dubbogray.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.address.Address.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Nested
    class Read {

        @ParameterizedTest
        @CsvSource({
            "10.0.0.7, 10.0.0.7",
            "0.0.0.0, 0.0.0.0",
            "255.255.255.255, 255.255.255.255",
            "' 10.0.0.7\t', 10.0.0.7",
            "::ffff:10.0.0.7, 10.0.0.7",
            "::FFFF:10.0.0.7, 10.0.0.7",
            "::ffff:0a00:0007, 10.0.0.7",
            "0:0:0:0:0:ffff:a00:7, 10.0.0.7",
            "[::ffff:10.0.0.7], 10.0.0.7",
            "::ffff:10.0.0.7%eth0, 10.0.0.7",
            "::1, ::1",
            "0:0:0:0:0:0:0:1, ::1",
            "0000:0000:0000:0000:0000:0000:0000:0001, ::1",
            "[::1], ::1",
            "[0:0:0:0:0:0:0:1], ::1",
            "::, ::",
            "fe80::1%eth0, fe80::1",
            "fe80::1%25eth0, fe80::1",
            "[fe80::1%eth0], fe80::1",
            "FE80::A, fe80::a",
            "1::, 1::",
            "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
            "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
            "1:0:0:2:0:0:0:3, 1:0:0:2::3",
            "1:0:0:2:0:0:3:4, 1::2:0:0:3:4",
            "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
            "::10.0.0.7, ::a00:7",
            "64:ff9b::10.0.0.7, 64:ff9b::a00:7",
            "1:2:3:4:5:6:10.0.0.7, 1:2:3:4:5:6:a00:7"
        })
        void everySpelling_isTheOneAddress(String spelling, String canonical) {
            assertThat(Address.read(spelling).map(Address::toString)).contains(canonical);
            assertThat(Address.read(canonical)).isEqualTo(Address.read(spelling));
            assertThat(Address.canonical(spelling)).isEqualTo(canonical);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "localhost",
                    "cafe.de",
                    "dead.beef",
                    "10",
                    "10.0.0",
                    "10.0.0.7.8",
                    "10.0.0.",
                    ".0.0.7",
                    "10..0.7",
                    "256.0.0.1",
                    "1000.0.0.1",
                    "010.0.0.1",
                    "10.0.0.07",
                    "10.0.0.-7",
                    "10.0.0.7 8",
                    "0x0a.0.0.7",
                    "10.0.0.7%eth0",
                    "[10.0.0.7]",
                    "10.0.0.7:80",
                    "10.0.0.7/8",
                    "/10.0.0.7",
                    ":",
                    ":::",
                    "1:::2",
                    "::1::",
                    "1::2::3",
                    "1:2:3",
                    "1:2:3:4:5:6:7",
                    "1:2:3:4:5:6:7:8:9",
                    "1:2:3:4:5:6:7:8::",
                    "::1:2:3:4:5:6:7:8",
                    "1:2:3:4:5:6:7:",
                    ":1:2:3:4:5:6:7",
                    "12345::",
                    "::g",
                    "::1%",
                    "::1%/8",
                    "::1%eth0/8",
                    "::1%a b",
                    "::1%\n",
                    "::1%[",
                    "::1%\u00a0",
                    "fe80::1%%",
                    "[::1",
                    "::1]",
                    "[]",
                    "[",
                    "]",
                    "[[::1]]",
                    "::10.0.0",
                    "::10.0.0.7:1",
                    "10.0.0.7::",
                    "::256.0.0.1",
                    "1:2:3:4:5:6:7:10.0.0.7",
                    "\uff11::",
                    "\u0661\u0660.0.0.7"
                })
        void anythingElse_isNoAddress(String text) {
            if (!text.equals("fe80::1%%")) { // a zone may be called so
                assertThat(Address.read(text)).isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({
            "10.0.0.7:8080, 10.0.0.7",
            "10.0.0.7:0, 10.0.0.7",
            "[::1]:65535, ::1",
            "[fe80::1%eth0]:80, fe80::1",
            "[::ffff:10.0.0.7]:80, 10.0.0.7",
            "10.0.0.7, 10.0.0.7",
            "::1:8080, ::1:8080"
        })
        void port_isLeftOut(String text, String address) {
            assertThat(Address.readBeforePort(text).map(Address::toString)).contains(address);
            assertThat(Address.canonical(text)).isEqualTo(address);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "10.0.0.7:",
                    "10.0.0.7:65536",
                    "10.0.0.7:x",
                    "[::1]:",
                    "[::1]:123456",
                    "[::1]80",
                    "host:80",
                    ":80"
                })
        void whatIsNoPort_isNoAddress(String text) {
            assertThat(Address.readBeforePort(text)).isEmpty();
            assertThat(Address.canonical(text)).isEqualTo(text);
        }

        @Test
        void nothing_staysNothing() {
            assertThat(Address.canonical(null)).isNull();
        }
    }

    @Nested
    @DisplayName("against java.net.InetAddress")
    class AgainstTheJdk {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {11, 12, 13, 14})
        void anySpelling_isWhatTheJdkReads(long seed) throws UnknownHostException {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 5_000; i++) {
                byte[] bytes = bytes(random);
                String spelling = bytes.length == 4 ? dotted(bytes, 0) : spelling(bytes, random);

                Address read = Address.read(spelling).orElseThrow(() -> new AssertionError(spelling));

                InetAddress expected = InetAddress.getByName(spelling);
                assertThat(read).as(spelling).isEqualTo(Address.of(expected.getAddress()));
                assertThat(read).as(spelling).isEqualTo(Address.of(bytes));
                assertThat(Address.of(InetAddress.getByName(read.toString()).getAddress()))
                        .isEqualTo(read);
                assertThat(Address.canonical(spelling)).isEqualTo(read.toString());
            }
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {21, 22, 23, 24})
        @DisplayName("a broken spelling is an address for both or for none, or Java reads more than one form of it")
        void brokenSpelling_isNotReadAsAnotherAddress(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int refused = 0;
            for (int i = 0; i < 5_000; i++) {
                String broken = broken(spelling(bytes(new byte[16], random), random), random);
                Address read = Address.read(broken).orElse(null);
                if (read == null) {
                    refused++;
                } else {
                    assertThat(read).as(broken).isEqualTo(ofTheJdk(broken));
                }
            }
            assertThat(refused).isBetween(500, 4_900);
        }

        private static Address ofTheJdk(String text) {
            try {
                return Address.of(InetAddress.getByName(text).getAddress());
            } catch (UnknownHostException e) {
                return null;
            }
        }

        /** Changes one letter to another one that addresses have; always with a colon, so that nothing is looked up. */
        private static String broken(String spelling, SplittableRandom random) {
            StringBuilder text = new StringBuilder(spelling);
            int at = random.nextInt(text.length());
            char letter = "0f:.1".charAt(random.nextInt(5));
            if (random.nextBoolean()) {
                text.setCharAt(at, letter);
            } else {
                text.insert(at, letter);
            }
            return text.indexOf(":") < 0 ? ":" + text : text.toString();
        }

        private static byte[] bytes(SplittableRandom random) {
            return bytes(new byte[random.nextInt(4) == 0 ? 4 : 16], random);
        }

        private static byte[] bytes(byte[] bytes, SplittableRandom random) {
            random.nextBytes(bytes);
            int zeros = random.nextInt(bytes.length + 1);
            int from = random.nextInt(bytes.length + 1);
            for (int i = from; i < Math.min(bytes.length, from + zeros); i++) {
                bytes[i] = 0;
            }
            if (bytes.length == 16 && random.nextInt(8) == 0) { // an IPv4 address in IPv6 spelling
                for (int i = 0; i < 12; i++) {
                    bytes[i] = (byte) (i < 10 ? 0 : 0xFF);
                }
            }
            return bytes;
        }

        private static String dotted(byte[] bytes, int from) {
            return (bytes[from] & 0xFF) + "." + (bytes[from + 1] & 0xFF) + "." + (bytes[from + 2] & 0xFF) + "."
                    + (bytes[from + 3] & 0xFF);
        }

        /** Spells an IPv6 address with or without leading zeros, capitals, a dotted end and a gap for any run of zeros. */
        private static String spelling(byte[] bytes, SplittableRandom random) {
            int groups = random.nextInt(3) == 0 ? 6 : 8;
            int gap = random.nextInt(groups);
            int gapEnd = gap;
            while (gapEnd < groups && bytes[2 * gapEnd] == 0 && bytes[2 * gapEnd + 1] == 0) {
                gapEnd++;
            }
            StringBuilder text = new StringBuilder();
            for (int group = 0; group < groups; group++) {
                if (group == gap && gapEnd > gap) {
                    text.append("::");
                    group = gapEnd - 1;
                } else {
                    text.append(group == 0 || text.charAt(text.length() - 1) == ':' ? "" : ":")
                            .append(group(bytes, group, random));
                }
            }
            if (groups == 6) {
                text.append(text.charAt(text.length() - 1) == ':' ? "" : ":").append(dotted(bytes, 12));
            }
            return text.toString();
        }

        private static String group(byte[] bytes, int group, SplittableRandom random) {
            int value = ((bytes[2 * group] & 0xFF) << 8) | (bytes[2 * group + 1] & 0xFF);
            String text = random.nextBoolean() ? "%x".formatted(value) : "%04X".formatted(value);
            return text;
        }
    }

    @Nested
    class Values {

        @Test
        void bitsThatAreNoAddress_areRefused() {
            assertThatThrownBy(() -> new Address(Family.IPV4, 1, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Address(Family.IPV4, 0, 1L << 32))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Address(Family.IPV6, 0, (0xFFFFL << 32) | 7))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Address.of(new byte[5])).hasMessage("an address of 5 bytes");
        }
    }
}
