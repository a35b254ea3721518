package io.github.dubbogray.release;

import io.github.dubbogray.core.release.DocumentSeen;
import io.github.dubbogray.core.release.Observation;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.Watch;
import io.github.dubbogray.core.release.incident.Caller;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.plan.Source;
import io.github.dubbogray.core.release.verdict.Figures;
import io.github.dubbogray.core.release.verdict.StepCalls;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.release.figures.ConsumerFigures;
import io.github.dubbogray.release.figures.PrometheusFigures;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sees what a release is to be decided by. Figures are looked at as often as the plan says, and only while a step is judged. */
final class Observer {

    private final ReleaseStore store;
    private final Clock clock;
    private final Attendance attendance = new Attendance();
    private final PrometheusFigures prometheus = new PrometheusFigures();
    private @Nullable ConsumerFigures counters;
    private String lane = "";
    private @Nullable Watched watched;

    /** As they were last observed. */
    private List<Consumer> consumers = List.of();

    /** Which step was last looked at, and when. */
    private record Watched(int step, String revision, long atMillis) {

        boolean isOf(Watch watch) {
            return step == watch.step() && revision.equals(watch.revision());
        }
    }

    Observer(ReleaseStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Observation observe(Release release, ReleasePlan plan) throws InterruptedException {
        if (counters != null) {
            counters.discard();
        }
        DocumentSeen document = document();
        int missing = attend();
        return observation(document, missing, figures(release, plan, consumers));
    }

    /** Returns what an order is decided by. */
    Observation withoutFigures() {
        DocumentSeen document = document();
        return observation(document, attend(), Figures.NONE);
    }

    /** Takes note of which consumers are there, and returns how many more were there a moment ago. */
    int attend() {
        consumers = store.consumers();
        return attendance.missing(
                consumers.stream().map(Consumer::address).collect(Collectors.toSet()), clock.millis());
    }

    /** Returns what each consumer has counted of a step so far, as it said when it was last observed. */
    List<Caller> callers(Release release) {
        return consumers.stream()
                .flatMap(consumer -> consumer.counted().stream()
                        .filter(report -> report.id().equals(release.id())
                                && report.step() == release.state().step())
                        .map(report -> new Caller(
                                consumer.application(),
                                consumer.process(),
                                new StepCalls(report.lane(release.subject().lane()), report.lane(Tag.STABLE)),
                                report.failed())))
                .toList();
    }

    private DocumentSeen document() {
        return DocumentSeen.Present.of(store.document().map(GrayDocument::text).orElse(""));
    }

    private Observation observation(DocumentSeen document, int missing, Figures figures) {
        return new Observation(
                clock.millis(),
                document,
                Stream.concat(
                                consumers.stream().map(Consumer::revision),
                                Collections.nCopies(missing, Observation.MISSING).stream())
                        .toList(),
                figures);
    }

    private Figures figures(Release release, ReleasePlan plan, List<Consumer> consumers) throws InterruptedException {
        Optional<Watch> judged = release.state().watched();
        if (judged.isEmpty()) { // what comes until a step is judged again is judged by nobody
            begin();
            return Figures.NONE;
        }
        if (!isDue(judged.get(), plan)) {
            return Figures.NONE;
        }
        watched = new Watched(judged.get().step(), judged.get().revision(), clock.millis());
        return plan.analysis().source() instanceof Source.Prometheus source
                ? prometheus.ask(source)
                : countersOf(release).look(release.id(), judged.get().step(), consumers);
    }

    private boolean isDue(Watch watch, ReleasePlan plan) {
        Watched before = watched;
        return before == null
                || !before.isOf(watch)
                || clock.millis() - before.atMillis() >= plan.analysis().every().toMillis();
    }

    private ConsumerFigures countersOf(Release release) {
        ConsumerFigures known = counters;
        if (known == null || !lane.equals(release.subject().lane())) {
            known = new ConsumerFigures(release.subject().lane());
            counters = known;
            lane = release.subject().lane();
        }
        return known;
    }

    /** Forgets what was seen: somebody else has run the release since, and counted what came. */
    void begin() {
        counters = null;
        watched = null;
    }

    /** Takes note that what was last seen is kept. */
    void keep() {
        if (counters != null) {
            counters.keep();
        }
    }

    /** Says which queries had no answer; empty where all had one. */
    String troubles() {
        return prometheus.troubles().isEmpty() ? "" : "; " + String.join("; ", prometheus.troubles());
    }
}
