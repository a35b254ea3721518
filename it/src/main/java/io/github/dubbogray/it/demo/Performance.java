package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.MetricsPage;
import io.github.dubbogray.it.ops.PrometheusServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scenes played on a fresh system, watched by a Prometheus if asked for; everything ends with {@link #close}. */
final class Performance implements AutoCloseable {

    private final Fleet fleet;
    private final Stage stage;
    private final @Nullable PrometheusServer prometheus;

    private Performance(Fleet fleet, Stage stage, @Nullable PrometheusServer prometheus) {
        this.fleet = fleet;
        this.stage = stage;
        this.prometheus = prometheus;
    }

    /** Starts the system, and before it the Prometheus where there are settings for one. */
    static Performance prepare(Screen screen, Optional<PrometheusServer.Settings> watching) {
        Fleet fleet = Fleet.start(screen::step);
        PrometheusServer prometheus = null;
        try {
            if (watching.isPresent()) {
                prometheus = PrometheusServer.start(fleet.folder().resolve("prometheus"), watching.get());
                screen.step("Prometheus is ready on " + prometheus.address());
                watch(fleet, prometheus);
            }
            return new Performance(fleet, Stage.set(fleet, screen), prometheus);
        } catch (RuntimeException | Error e) {
            close(prometheus, fleet);
            throw e;
        }
    }

    private static void watch(Fleet fleet, PrometheusServer prometheus) {
        fleet.watchedBy(page -> {
            String address = "127.0.0.1:" + page.port();
            prometheus.scrape(new PrometheusServer.Target(page.application(), address, address, MetricsPage.PATH));
        });
    }

    /** Plays scenes; returns those whose promise did not hold, with what was seen. */
    List<String> play(List<Scene> scenes) {
        List<String> broken = new ArrayList<>();
        int number = 0;
        for (Scene scene : scenes) {
            number++;
            stage.screen().title(number + ". " + scene.title());
            Verdict verdict = scene.play(stage);
            stage.screen().verdict(verdict);
            if (verdict instanceof Verdict.Broken seen) {
                broken.add(scene.title() + " [" + seen.what() + "]");
            }
        }
        return broken;
    }

    Stage stage() {
        return stage;
    }

    /** Returns who watches. */
    Optional<PrometheusServer> prometheus() {
        return Optional.ofNullable(prometheus);
    }

    @Override
    public void close() {
        close(prometheus, fleet);
    }

    private static void close(@Nullable PrometheusServer prometheus, Fleet fleet) {
        try (fleet) {
            if (prometheus != null) {
                prometheus.close();
            }
        }
    }
}
