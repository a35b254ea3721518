package io.github.dubbogray.router.document;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.testing.Throwables;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
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
}
