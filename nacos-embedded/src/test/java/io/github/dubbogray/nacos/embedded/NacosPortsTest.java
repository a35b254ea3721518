package io.github.dubbogray.nacos.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NacosPortsTest {
    private static final NacosOptions OPTIONS = NacosOptions.defaults();

    @Nested
    class Choose {
        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void someTaken_onlyFreeAndDifferentPorts(long seed) {
            IntPredicate isFree = port -> port % 7 != 0;
            NacosPorts ports = NacosPorts.choose(OPTIONS, isFree, new Random(seed));
            assertThat(ports.all()).hasSize(5).doesNotHaveDuplicates();
            assertThat(ports.taken(isFree)).isEmpty();
        }

        @Test
        void wantedPorts_areUsed() {
            NacosPorts ports =
                    NacosPorts.choose(OPTIONS.withPort(8848).withConsolePort(8080), port -> true, new Random(1));
            assertThat(ports).isEqualTo(new NacosPorts(8848, 8080));
            assertThat(ports.all()).containsExactly(8848, 9848, 9849, 7848, 8080);
        }

        @Test
        void wantedPortTaken_namesIt() {
            assertThatThrownBy(() -> NacosPorts.choose(OPTIONS.withPort(8848), port -> port != 9849, new Random(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Nacos on port 8848 needs ports that are taken: [9849]");
        }

        @Test
        void nothingFree_givesUp() {
            assertThatThrownBy(() -> NacosPorts.choose(OPTIONS, port -> false, new Random(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("no free ports between");
        }
    }

    @Nested
    class Invariants {
        @Test
        void noRoomForDerivedPorts_isRefused() {
            assertThatThrownBy(() -> new NacosPorts(1_000, 8080)).hasMessageContaining("1000");
            assertThatThrownBy(() -> new NacosPorts(65_000, 8080)).hasMessageContaining("65000");
        }

        @Test
        void consoleOnDerivedPort_isRefused() {
            assertThatThrownBy(() -> new NacosPorts(8848, 9848))
                    .hasMessage("console port 9848 is taken by main port 8848");
        }
    }
}
