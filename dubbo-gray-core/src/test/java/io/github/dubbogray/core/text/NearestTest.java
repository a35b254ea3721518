package io.github.dubbogray.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("labels", "served-by", "entry.trust", "entry.query", "enabled");

    @Nested
    class To {

        @ParameterizedTest
        @CsvSource({
            "lables, labels",
            "label, labels",
            "served.by, served-by",
            "servedby, served-by",
            "entry.trusted, entry.trust",
            "enable, enabled"
        })
        void slip_isTheNameThatWasMeant(String typed, String meant) {
            assertThat(Nearest.to("dubbo.gray." + typed, prefixed())).contains("dubbo.gray." + meant);
        }

        @Test
        void anotherWord_isNone() {
            assertThat(Nearest.to("wombat", KNOWN)).isEmpty();
            assertThat(Nearest.to("", KNOWN)).isEmpty();
        }

        @Test
        void severalAsNear_isTheFirstByName() {
            assertThat(Nearest.to("lane-c", List.of("lane-b", "lane-a"))).contains("lane-a");
        }

        private static List<String> prefixed() {
            return KNOWN.stream().map("dubbo.gray."::concat).toList();
        }
    }
}
