package io.github.dubbogray.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("D4: metrics never do harm to what they measure")
class LaterTest {

    private final Semaphore done = new Semaphore(0);
    private final Moody worker = new Moody();

    /** One whose next task may not be begun. */
    private static final class Moody extends ScheduledThreadPoolExecutor {

        private @Nullable Error mood;

        Moody() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            Error thrown = mood;
            if (thrown != null) {
                mood = null;
                throw thrown;
            }
            return super.schedule(task, delay, unit);
        }
    }

    @AfterEach
    void end() {
        worker.shutdownNow();
    }

    @Test
    void workerThatCannotBeginOnce_doesTheNext() throws Exception {
        Later later = new Later(worker, done::release);
        worker.mood = new OutOfMemoryError("unable to create native thread");

        later.within(0);
        later.within(0);

        assertThat(done.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class, RejectedExecutionException.class})
    void taskThatFails_isDoneAgainWithTheNextChange(Class<? extends Throwable> kind) throws Exception {
        Throwable failure = kind.getDeclaredConstructor().newInstance();
        Later later = new Later(worker, () -> {
            done.release();
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });

        later.within(0);
        assertThat(done.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        later.within(0);
        assertThat(done.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endedWorker_isNoTrouble() {
        worker.shutdownNow();

        new Later(worker, done::release).within(0);

        assertThat(done.availablePermits()).isZero();
    }
}
