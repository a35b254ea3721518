package io.github.dubbogray.router.document;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.testing.Throwables;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("D4: whatever is thrown, calls pass and threads go on")
class AnyThrowableTest {

    @TempDir
    private Path directory;

    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();

    @AfterEach
    void takeBackTheInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @MethodSource(Throwables.ALL)
    void listenerOfADocument_doesNotEndTheThreadAndTheNextIsRead(Throwable thrown) {
        Meters meters = new Meters();
        FakeConfigCentre centre = new FakeConfigCentre().holding(DATA_ID, document("v1"));
        DocumentSubscription subscription = new DocumentSubscription(
                PROVIDER,
                new LastGoodFile(directory.resolve("last-good")),
                GrayEvents.apart(),
                meters,
                System::nanoTime);
        subscription.start(centre);
        subscription.follow(() -> {
            Throwable now = trouble.get();
            if (now != null) {
                throw Throwables.sneaky(now);
            }
        });

        trouble.set(thrown);
        assertThatCode(() -> centre.push(DATA_ID, document("v2"))).doesNotThrowAnyException();
        Throwables.assertInterrupted(thrown);

        trouble.set(null);
        centre.push(DATA_ID, document("v3"));
        assertThat(subscription.describe()).contains(DocumentReader.revisionOf(document("v3")));
    }

    @ParameterizedTest
    @MethodSource(Throwables.ALL)
    void textThatIsMissed_isAskedForUntilItIsSeen(Throwable thrown) {
        Meters meters = new Meters();
        FakeConfigCentre centre = new FakeConfigCentre().holding(DATA_ID, document("v1"));
        DocumentSubscription subscription = subscriptionThatFailsWith(meters);
        subscription.start(centre);

        missed(thrown, () -> centre.push(DATA_ID, document("v2")));
        assertThat(meters.value(Meter.BUGS)).isEqualTo(1);
        assertThat(subscription.describe()).contains(DocumentReader.revisionOf(document("v1")));

        subscription.recheck(centre);
        assertThat(subscription.describe()).contains(DocumentReader.revisionOf(document("v2")));
    }

    @Test
    void removalThatIsMissed_isNotTakenForCurrent() {
        FakeConfigCentre centre = new FakeConfigCentre().holding(DATA_ID, document("v1"));
        DocumentSubscription subscription = subscriptionThatFailsWith(new Meters());
        subscription.start(centre);

        missed(new OutOfMemoryError("planted"), () -> centre.delete(DATA_ID));
        for (int i = 0; i < DocumentState.CONFIRMATIONS; i++) {
            subscription.recheck(centre);
        }

        assertThat(subscription.describe()).contains("nobody was seen to remove it");
    }

    private DocumentSubscription subscriptionThatFailsWith(Meters meters) {
        return new DocumentSubscription(
                PROVIDER, new LastGoodFile(directory.resolve("last-good")), GrayEvents.apart(), meters, () -> {
                    Throwable now = trouble.getAndSet(null);
                    if (now != null) {
                        throw Throwables.sneaky(now);
                    }
                    return System.nanoTime();
                });
    }

    private void missed(Throwable thrown, Runnable change) {
        trouble.set(thrown);
        assertThatCode(change::run).doesNotThrowAnyException();
        assertThat(trouble.get()).isNull();
        Throwables.assertInterrupted(thrown);
        Thread.interrupted();
    }
}
