package io.github.dubbogray.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contain_saysWhatAskingOneAfterTheOtherSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Network> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Address address = address(random);
            all.add(new Network(address, random.nextInt(address.family().bits() + 1)));
        }
        // Short prefixes hold nearly everything; without them most questions are answered with no.
        List<Network> networks =
                all.stream().filter(network -> network.bits() > 6).toList();
        Networks ready = Networks.of(networks);

        for (int i = 0; i < 2_000; i++) {
            Address near = i % 2 == 0
                    ? address(random)
                    : networks.get(random.nextInt(networks.size())).first();
            Network asked = new Network(near, random.nextInt(near.family().bits() + 1));

            assertThat(ready.contain(near.toString()))
                    .as("%s in %s", near, ready)
                    .isEqualTo(networks.stream().anyMatch(network -> network.contains(near)));
            assertThat(ready.contain(asked))
                    .as("%s in %s", asked, ready)
                    .isEqualTo(networks.stream().anyMatch(network -> network.contains(asked)));
        }
    }

    @Test
    void of_networksInOthers_areLeftOut() {
        assertThat(networks("10.1.0.0/16", "fd00::/8", "10.0.0.0/8", "10.0.0.7", "fd00::1", "192.168.0.0/16"))
                .isEqualTo(networks("192.168.0.0/16", "10.0.0.0/8", "fd00::/8"))
                .hasToString("10.0.0.0/8, 192.168.0.0/16, fd00::/8");
    }

    @Test
    void contain_edges() {
        Networks networks = networks("10.0.0.0/8", "255.255.255.255", "::/127");

        assertThat(Stream.of("10.0.0.0", "10.255.255.255", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "[::1]"))
                .allMatch(networks::contain);
        assertThat(Stream.of("9.255.255.255", "11.0.0.0", "0.0.0.0", "255.255.255.254", "::2", "10.0.0.1.2", "x", ""))
                .noneMatch(networks::contain);
    }

    @Test
    void containAll_ofOthers() {
        assertThat(networks("10.0.0.0/8", "fd00::/8").containAll(networks("10.1.0.0/16", "fd00::1")))
                .isTrue();
        assertThat(networks("10.0.0.0/8").containAll(networks("10.1.0.0/16", "fd00::1")))
                .isFalse();
    }

    @Test
    void of_nothing_isRefused() {
        assertThatThrownBy(() -> Networks.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no networks");
    }

    private static Networks networks(String... texts) {
        return Networks.of(
                Stream.of(texts).map(text -> Network.read(text).orElseThrow()).toList());
    }

    /** Of a small world, so that networks meet. */
    private static Address address(SplittableRandom random) {
        return random.nextInt(3) > 0
                ? Address.ofIpv4(random.nextInt(4) * 0x4000_0000L + random.nextInt(64) * 0x10000L + random.nextInt(4))
                : Address.ofIpv6(random.nextInt(4) * 0x4000_0000_0000_0000L, random.nextInt(64) * 0x1_0000_0000L + 1);
    }
}
