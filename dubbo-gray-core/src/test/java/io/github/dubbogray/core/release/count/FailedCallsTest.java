package io.github.dubbogray.core.release.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.FailedCalls.Trait;
import io.github.dubbogray.core.release.count.FailedCalls.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedCallsTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final FailedCalls SOME = new FailedCalls(
            Map.of(
                    Trait.METHOD, new Value("getPrice", 31, 200),
                    Trait.INSTANCE, new Value("10.0.0.1:20880", 30, 180)),
            List.of(TRACE, "a3ce929d0e0e4736"));

    @Test
    void whatIsWritten_isRead() {
        assertThat(SOME.text(400))
                .isEqualTo("method=getPrice,31,200;instance=10.0.0.1:20880,30,180;trace=" + TRACE
                        + ";trace=a3ce929d0e0e4736");
        assertThat(FailedCalls.read(SOME.text(400))).isEqualTo(SOME);
        assertThat(FailedCalls.read(FailedCalls.NONE.text(400))).isEqualTo(FailedCalls.NONE);
    }

    @Test
    void whatDoesNotFit_isLeftOut() {
        assertThat(SOME.text(60)).isEqualTo("method=getPrice,31,200;instance=10.0.0.1:20880,30,180");
        assertThat(SOME.text(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "method=",
                "method=a,2,1",
                "method=a b,1,2",
                "trace=not-a-trace",
                "trace=4BF92F3577B34DA6A3CE929D0E0E4736",
                "colour=red,1,2",
                "=,,"
            })
    void whatIsNone_isLeftOut(String text) {
        assertThat(FailedCalls.read(text)).isEqualTo(FailedCalls.NONE);
        assertThat(FailedCalls.read(text + ";version=v2,1,2").most()).containsOnlyKeys(Trait.VERSION);
    }

    @Test
    void textThatIsTooLong_isNotRead() {
        assertThat(FailedCalls.read("version=v2,1,2;" + "x".repeat(400))).isEqualTo(FailedCalls.NONE);
    }
}
