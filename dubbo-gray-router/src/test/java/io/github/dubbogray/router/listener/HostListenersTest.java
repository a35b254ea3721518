package io.github.dubbogray.router.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.testing.OneShotTimer;
import io.github.dubbogray.testing.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HostListenersTest {

    private final OneShotTimer timer = new OneShotTimer();
    private final Meters meters = new Meters();
    private final List<String> heard = new ArrayList<>();
    private final HostListeners listeners = listeners(Set.of());

    private HostListeners listeners(Set<String> extensions) {
        return new HostListeners(new ListenerExtensions(extensions, this::extension), timer.surroundings(), meters);
    }

    private GrayListener extension(String name) {
        if (name.equals("broken")) {
            throw new IllegalStateException("no such class");
        }
        heard.add("made " + name);
        return named(name);
    }

    private GrayListener named(String name) {
        return event -> heard.add(name + " " + ((GrayEvent.DocumentGone) event).application());
    }

    @Nested
    class Telling {

        @Test
        void events_comeInOrderToAllOnTheThread() {
            listeners.add(named("a"));
            listeners.add(named("b"));
            tell("1");
            tell("2");
            assertThat(heard).isEmpty();
            assertThat(timer.tasks()).isOne();

            run();
            tell("3");
            run();

            assertThat(heard).containsExactly("a 1", "b 1", "a 2", "b 2", "a 3", "b 3");
        }

        @Test
        void extensions_areMadeWithTheFirstEventAndBeforeOthersThatAreAdded() {
            HostListeners withExtensions = listeners(Set.of("y", "x"));
            withExtensions.add(named("a"));
            run();
            assertThat(heard).isEmpty();

            withExtensions.tell(new GrayEvent.DocumentGone("1"));
            withExtensions.tell(new GrayEvent.DocumentGone("2"));
            run();

            assertThat(heard).containsExactly("made x", "made y", "x 1", "y 1", "a 1", "x 2", "y 2", "a 2");
        }

        @Test
        void nobodyListens_nothingWaits() {
            tell("1");
            assertThat(timer.tasks()).isZero();

            listeners.add(named("a"));
            tell("2");
            run();

            assertThat(heard).containsExactly("a 2");
        }

        @Test
        void removed_isToldNoMore() {
            GrayListener gone = named("gone");
            listeners.add(gone);
            tell("1");
            run();
            listeners.remove(gone);
            tell("2");

            assertThat(timer.tasks()).isZero();
            assertThat(heard).containsExactly("gone 1");
        }

        @Test
        void closed_tellsNobodyAndThrowsNothing() {
            listeners.add(named("a"));
            tell("1");
            listeners.close();
            run();
            tell("2");
            tell("3");
            run();

            assertThat(timer.isShutdown()).isTrue();
            assertThat(heard).isEmpty();
        }
    }

    @Nested
    class Failing {

        @Test
        void listenerThatThrows_hurtsNobodyAndIsLoggedOnce() {
            listeners.add(event -> {
                throw new IllegalStateException("its own");
            });
            listeners.add(named("b"));
            try (CapturedLog log = new CapturedLog()) {
                tell("1");
                tell("2");
                run();

                assertThat(log.linesWith("failed with Gray document in force: 1: revision none, no document; others"))
                        .isOne();
                assertThat(log.linesWith(" failed with ")).isOne();
            }
            assertThat(heard).containsExactly("b 1", "b 2");
        }

        @Test
        void interrupt_doesNotReachTheNextListener() {
            listeners.add(event -> Thread.currentThread().interrupt());
            listeners.add(
                    event -> heard.add("interrupted: " + Thread.currentThread().isInterrupted()));
            tell("1");
            run();

            assertThat(heard).containsExactly("interrupted: false");
        }

        @Test
        void extensionThatCannotBeMade_keepsNoOtherOut() {
            HostListeners withExtensions = listeners(Set.of("broken", "x"));
            try (CapturedLog log = new CapturedLog()) {
                withExtensions.tell(new GrayEvent.DocumentGone("1"));
                withExtensions.tell(new GrayEvent.DocumentGone("2"));
                run();

                assertThat(log.linesWith("Listener broken of gray events cannot be made"))
                        .isOne();
            }
            assertThat(heard).containsExactly("made x", "x 1", "x 2");
        }

        @Test
        @DisplayName("Past 1 000 that wait, the oldest is left out, counted, and said once until none waits")
        void tooMany_theOldestAreLeftOut() {
            listeners.add(named("a"));
            try (CapturedLog log = new CapturedLog()) {
                IntStream.range(0, HostListeners.MOST_WAITING + 3).forEach(i -> tell("" + i));
                run();

                assertThat(log.linesWith("Listeners of gray events are behind")).isOne();
                IntStream.range(0, HostListeners.MOST_WAITING + 1).forEach(i -> tell("" + i));
                assertThat(log.linesWith("Listeners of gray events are behind")).isEqualTo(2);
            }
            assertThat(heard)
                    .hasSize(HostListeners.MOST_WAITING)
                    .startsWith("a 3")
                    .endsWith("a 1002");
            assertThat(meters.value(Meter.EVENTS_DROPPED)).isEqualTo(4);
        }
    }

    private void tell(String application) {
        listeners.tell(new GrayEvent.DocumentGone(application));
    }

    private void run() {
        timer.pass(Duration.ZERO);
    }
}
