package io.github.dubbogray.router.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.testing.Throwables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("D4: whatever is thrown, calls pass and threads go on")
class AnyThrowableTest {

    @AfterEach
    void takeBackTheInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @MethodSource(Throwables.ALL)
    void listenerOfEvents_isOnItsOwn(Throwable thrown) {
        List<GrayEvent> heard = new ArrayList<>();
        GrayEvents events = new GrayEvents();
        events.listen(event -> {
            throw Throwables.sneaky(thrown);
        });
        events.listen(heard::add);
        GrayEvent event = new GrayEvent.DriftSettled(new LabelDrift("s", "a", "k", "", "v"));

        events.publish(event);

        assertThat(heard).containsExactly(event);
        Throwables.assertInterrupted(thrown);
    }

    @Test
    void bugThatCannotEvenBeLogged_isCounted() {
        Meters meters = new Meters();

        assertThatCode(() -> new Bugs(meters).report("A call passes unrouted.", Throwables.unspeakable()))
                .doesNotThrowAnyException();

        assertThat(meters.value(Meter.BUGS)).isEqualTo(1);
    }
}
