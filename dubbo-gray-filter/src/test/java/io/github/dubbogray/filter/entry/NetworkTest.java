package io.github.dubbogray.filter.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
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
            "0.0.0.0/0, 2001:db8::1, false",
            "fd00::/8, fdff:1::2, true",
            "fd00::/8, fe80::1, false",
            "2001:db8::/33, 2001:db8:7fff::1, true",
            "2001:db8::/33, 2001:db8:8000::1, false",
            "::1, ::1, true",
            "::/0, 2001:db8::1, true",
            "::/0, 10.0.0.1, false",
            "10.0.0.0/8, ::ffff:10.1.2.3, true",
            "fe80::/10, fe80::1%eth0, true"
        })
        void address_isInsideOrNot(String network, String address, boolean inside) {
            InetAddress sender = Network.addressOf(address);

            assertThat(sender).isNotNull();
            assertThat(Network.read(network).orElseThrow().contains(sender)).isEqualTo(inside);
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
                    "10.0.0.0/8/8",
                    "10.0.0/8",
                    "10",
                    "256.0.0.1",
                    "010.0.0.1",
                    "fd00::/129",
                    "fd00:::1",
                    "1:2:3",
                    "localhost",
                    "dead.beef",
                    "gateway/24",
                    "10.0.0.1 /8"
                })
        void text_isNoNetwork(String text) {
            assertThat(Network.read(text)).isEmpty();
        }
    }

    @Nested
    class AddressOf {

        @Test
        void name_isNeverLookedUp() {
            assertThat(Network.addressOf("localhost")).isNull();
            assertThat(Network.addressOf("cafe.de")).isNull();
            assertThat(Network.addressOf("999.0.0.1")).isNull();
        }

        @Test
        void nothing_isNoAddress() {
            assertThat(Network.addressOf(null)).isNull();
            assertThat(Network.addressOf("")).isNull();
        }
    }
}
