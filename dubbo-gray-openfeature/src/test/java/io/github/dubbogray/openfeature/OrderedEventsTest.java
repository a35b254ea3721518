package io.github.dubbogray.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.Awaitable;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderEventDetails;
import io.github.dubbogray.feature.Standing;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Events come one after the other, and what happens meanwhile is told together")
class OrderedEventsTest {

    private final BlockingQueue<Awaitable> taking = new LinkedBlockingQueue<>();
    private final List<String> given = new CopyOnWriteArrayList<>();
    private volatile Standing standing = new Standing.Current();
    private final OrderedEvents events = new OrderedEvents(() -> standing, this::take);

    @AfterEach
    void close() {
        events.close();
        taking.forEach(Awaitable::wakeup); // else the thread would wait for ever
    }

    private Awaitable take(ProviderEvent event, ProviderEventDetails details) {
        Awaitable taken = new Awaitable();
        taking.add(taken);
        given.add(Stream.of(event, details.getFlagsChanged(), details.getErrorCode(), details.getMessage())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" ")));
        return taken;
    }

    private void stand(Standing now) {
        standing = now;
        events.stands(now);
    }

    private void awaitGiven(int count) {
        await().until(() -> given.size() == count);
    }

    @Test
    void nextEvent_waitsUntilTheSdkHasTakenTheLast() throws InterruptedException {
        events.release(standing);
        events.changed(Set.of("a"));
        awaitGiven(1);
        events.changed(Set.of("c"));
        events.changed(Set.of("b"));
        stand(new Standing.Outdated("away"));
        stand(new Standing.Current());
        stand(new Standing.Outdated("away again"));
        assertThat(given).hasSize(1);
        taking.take().wakeup();
        awaitGiven(2);
        taking.take().wakeup();
        awaitGiven(3);

        assertThat(given)
                .containsExactly(
                        "PROVIDER_CONFIGURATION_CHANGED [a]",
                        "PROVIDER_CONFIGURATION_CHANGED [b, c]",
                        "PROVIDER_STALE away again");
    }

    @Test
    void beforeTheInitializationHasEnded_nothingIsToldAndNothingIsLost() {
        events.changed(Set.of("a"));
        stand(new Standing.Outdated("last good"));
        assertThat(given).isEmpty();
        events.release(new Standing.Current());

        awaitGiven(1);
        assertThat(given).containsExactly("PROVIDER_CONFIGURATION_CHANGED [a]");
    }

    @Test
    void failedInitialization_isOverOnceThereIsSomething() {
        standing = new Standing.Lacking("nothing");
        events.release(standing);
        stand(new Standing.Current());

        awaitGiven(1);
        assertThat(given).containsExactly("PROVIDER_READY");
    }

    /** Requirement 5.1.5; SDK 1.22 leaves the code out of what it hands on to handlers. */
    @Test
    void error_hasItsCodeAndItsMessage() {
        standing = new Standing.Lacking("nothing");
        events.release(standing);
        stand(new Standing.Lacking("still nothing"));

        awaitGiven(1);
        assertThat(given).containsExactly("PROVIDER_ERROR GENERAL still nothing");
    }

    @Test
    void sdkThatTakesNoMore_endsNothing() {
        OrderedEvents refused = new OrderedEvents(() -> standing, (event, details) -> {
            given.add("refused " + event);
            throw new RejectedExecutionException();
        });
        refused.release(new Standing.Lacking("nothing"));
        awaitGiven(1);
        refused.changed(Set.of("a"));

        awaitGiven(2);
        refused.close();
    }
}
