package io.github.dubbogray.hardening.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.document.DocumentStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One subscription of a document, with pushes, answers and readers at the same time. */
class SubscriptionRaceTest {

    private static final String PROVIDER = "shop";
    private static final String DATA_ID = PROVIDER + ".gray-router";
    private static final int PUSHES = 300;

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel model = framework.newApplication();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        threads.shutdownNow();
        framework.destroy();
    }

    @RepeatedTest(20)
    @DisplayName("D1: a text that is pushed while an older one is being fetched stays, whichever comes first")
    void olderAnswer_neverReplacesAPush() throws Exception {
        RacingTexts texts = new RacingTexts();
        texts.push(DATA_ID, document(1));
        GrayApplication gray = application(texts);
        CyclicBarrier together = new CyclicBarrier(2);
        texts.beforeAnswering(() -> {
            meet(together);
        });

        Future<Void> fetching = start(() -> {
            gray.followDocument(PROVIDER, () -> {});
            return null;
        });
        meet(together); // the older text is on its way
        texts.push(DATA_ID, document(2));
        fetching.get(10, TimeUnit.SECONDS);

        assertThat(gray.documents().table(PROVIDER).lanes()).hasSize(3);
        assertThat(gray.documents().status(PROVIDER).map(DocumentStatus::state)).contains(DocumentStatus.State.CURRENT);
    }

    @Test
    @DisplayName(
            "D1: while texts are pushed one after another, no reader sees an older one after a newer, nor half of one")
    void readers_seeTextsInTheirOrder() throws Exception {
        RacingTexts texts = new RacingTexts();
        GrayApplication gray = application(texts);
        gray.followDocument(PROVIDER, () -> {});
        AtomicBoolean over = new AtomicBoolean();
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(start(() -> {
                int newest = 0;
                while (!over.get()) {
                    int lanes = gray.documents().table(PROVIDER).lanes().size() - 1;
                    assertThat(lanes).as("lanes of a later text").isGreaterThanOrEqualTo(newest);
                    newest = lanes;
                }
                return newest;
            }));
        }
        Future<Integer> comingAndGoing = start(() -> {
            int rounds = 0;
            while (!over.get()) {
                Runnable listener = () -> {};
                gray.followDocument(PROVIDER, listener);
                gray.documents().forget(PROVIDER, listener);
                rounds++;
            }
            return rounds;
        });

        for (int i = 1; i <= PUSHES; i++) {
            texts.push(DATA_ID, document(1 + i / 10));
        }
        over.set(true);

        for (Future<Integer> reader : readers) {
            assertThat(reader.get(10, TimeUnit.SECONDS)).isBetween(0, 1 + PUSHES / 10);
        }
        assertThat(comingAndGoing.get(10, TimeUnit.SECONDS)).isPositive();
        assertThat(gray.documents().table(PROVIDER).lanes()).hasSize(2 + PUSHES / 10);
    }

    private GrayApplication application(RacingTexts texts) {
        model.getApplicationConfigManager().setApplication(new ApplicationConfig("web"));
        model.modelEnvironment().setAppConfigMap(new HashMap<>(Map.of("dubbo.gray.last-good.dir", folder.toString())));
        model.modelEnvironment().setDynamicConfiguration(texts);
        return GrayApplication.of(model);
    }

    private <T> Future<T> start(Callable<T> task) {
        return threads.submit(task);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A document of so many gray lanes. */
    private static String document(int lanes) {
        StringBuilder text = new StringBuilder("apiVersion: dubbo-gray/v1\napplication: shop\nlanes:\n");
        for (int i = 1; i <= lanes; i++) {
            text.append("  l")
                    .append(i)
                    .append(": { labels: { version: v")
                    .append(i)
                    .append(" } }\n");
        }
        return text.toString();
    }
}
