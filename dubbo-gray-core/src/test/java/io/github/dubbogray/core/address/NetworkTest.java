package io.github.dubbogray.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @Nested
    class Contains {

        @ParameterizedTest
        @CsvSource({
            "10.0.0.0/8, 10.255.0.1, true",
            "10.0.0.0/8, 11.0.0.1, false",
            "10.1.2.3/8, 10.9.9.9, true",
            "192.168.16.0/20, 192.168.31.255, true",
            "192.168.16.0/20, 192.168.32.0, false",
            "10.0.0.7, 10.0.0.7, true",
            "10.0.0.7, 10.0.0.8, false",
            "10.0.0.7/32, 10.0.0.7, true",
            "0.0.0.0/0, 203.0.113.9, true",
            "fd00::/8, fdff:1::2, true",
            "fd00::/8, fe80::1, false",
            "2001:db8::/33, 2001:db8:7fff::1, true",
            "2001:db8::/33, 2001:db8:8000::1, false",
            "::1, ::1, true",
            "::1, 0:0:0:0:0:0:0:1, true",
            "::1, '[::1]', true",
            "'[fd00::]/8', fd00::7, true",
            "::/0, 2001:db8::1, true",
            "::/0, 10.0.0.1, false",
            "0.0.0.0/0, ::1, false",
            "10.0.0.0/8, ::ffff:10.1.2.3, true",
            "10.0.0.0/8, ::ffff:0a01:0203, true",
            "::ffff:10.0.0.0/104, 10.1.2.3, true",
            "::ffff:10.0.0.0/104, 11.1.2.3, false",
            "fe80::/10, fe80::1%eth0, true",
            "10.0.0.0/8, localhost, false",
            "10.0.0.0/8, '', false"
        })
        void address_isInsideOrNot(String network, String address, boolean inside) {
            Network read = Network.read(network).orElseThrow();

            assertThat(read.contains(address)).isEqualTo(inside);
            Address.read(address)
                    .ifPresent(given -> assertThat(read.contains(given)).isEqualTo(inside));
        }

        @ParameterizedTest
        @CsvSource({
            "10.0.0.0/8, 10.1.0.0/16, true",
            "10.0.0.0/8, 10.0.0.0/8, true",
            "10.1.0.0/16, 10.0.0.0/8, false",
            "10.0.0.0/8, 11.0.0.0/16, false",
            "::/0, 10.0.0.0/8, false",
            "fd00::/8, fd00:1::/96, true"
        })
        void network_isInsideOrNot(String network, String other, boolean inside) {
            assertThat(Network.read(network)
                            .orElseThrow()
                            .contains(Network.read(other).orElseThrow()))
                    .isEqualTo(inside);
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {31, 32})
        void anyPrefix_isComparedBitByBit(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 5_000; i++) {
                byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
                random.nextBytes(bytes);
                byte[] others = bytes.clone();
                int flipped = random.nextInt(bytes.length * 8);
                others[flipped / 8] ^= (byte) (0x80 >> flipped % 8);
                int bits = random.nextInt(bytes.length * 8 + 1);

                Network network = new Network(Address.of(bytes), bits);

                assertThat(network.contains(Address.of(bytes))).isTrue();
                assertThat(network.contains(Address.of(others))).isEqualTo(flipped >= bits);
                assertThat(network.contains(Address.of(others).toString())).isEqualTo(flipped >= bits);
                assertThat(Network.read(network.toString())).contains(network);
                assertThat(new BigInteger(1, bytes)
                                        .shiftRight(bytes.length * 8 - bits)
                                        .signum()
                                == 0)
                        .isEqualTo(
                                network.first().high() == 0 && network.first().low() == 0);
            }
        }
    }

    @Nested
    class Read {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "/8",
                    "10.0.0.0/",
                    "10.0.0.0/33",
                    "10.0.0.0/-1",
                    "10.0.0.0/+8",
                    "10.0.0.0/8/8",
                    "10.0.0/8",
                    "10",
                    "256.0.0.1",
                    "010.0.0.1",
                    "fd00::/129",
                    "fd00::/0008",
                    "fd00:::1",
                    "1:2:3",
                    "localhost",
                    "dead.beef",
                    "gateway/24",
                    "10.0.0.7:80",
                    "10.0.0.0:80/8",
                    "::ffff:10.0.0.0/8",
                    "10.0.0.0/8 "
                })
        void text_isNoNetwork(String text) {
            assertThat(Network.read(text)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "10.1.2.3/8, 10.0.0.0/8",
            "10.1.2.3/32, 10.1.2.3",
            "FD00:0::1/8, fd00::/8",
            "0:0:0:0:0:0:0:1, ::1",
            "::ffff:10.1.2.3/104, 10.0.0.0/8",
            "10.0.0.1 /8, 10.0.0.0/8"
        })
        void network_hasOneSpelling(String text, String spelling) {
            assertThat(Network.read(text)).hasToString("Optional[" + spelling + "]");
        }

        @Test
        void prefixThatIsTooLong_isRefused() {
            Address address = Address.read("10.0.0.7").orElseThrow();

            assertThatThrownBy(() -> new Network(address, 33)).hasMessage("a prefix of 33 bits of 10.0.0.7");
        }
    }
}
