package io.github.dubbogray.release;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.release.FileReading;
import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.nacos.gray.Consumer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A release from its start, second by second, with three consumers that follow the document a second late, call and count. The
 * clock is moved by hand.
 */
final class Rehearsal {

    static final String DOCUMENT = """
            apiVersion: dubbo-gray/v1
            application: demo
            lanes: { canary: { labels: { version: v2 } } }
            rules:
              - { id: ramp, to: { canary: 0%, stable: 100% }, sticky: attachment.user-id }
            """;
    static final String PLAN = """
            apiVersion: dubbo-gray/v1
            application: demo
            lane: canary
            rule: ramp
            steps:
              - { share: 1%, hold: 1m }
              - { share: 10%, hold: 1m }
              - { share: 50%, hold: 1m }
              - { share: 100%, hold: 30s }
            """;

    final FakeStore store = new FakeStore();
    final List<String> told = new ArrayList<>();
    private long millis = 1_700_000_000_000L;
    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    };
    long callsPerSecond = 30_000;
    double grayFails = 0.001;
    double stableFails = 0.001;

    private String followed = DOCUMENT;
    private StepReport counted = new StepReport("none", 1, Map.of());

    Rehearsal() {
        store.document = DOCUMENT;
        store.consumers = () -> List.of(consumer("10.0.0.1"), consumer("10.0.0.2"), consumer("10.0.0.3"));
    }

    private Consumer consumer(String address) {
        return new Consumer(
                address + ":1", "web", "1@" + address, "1", DocumentReader.revisionOf(followed), "ok", counted.text());
    }

    ReleaseController controller(String process) {
        return new ReleaseController(store, process, clock, (level, text) -> told.add(level + " " + text));
    }

    ReleaseDesk desk() {
        return new ReleaseDesk(store, clock, (level, text) -> told.add(level + " " + text));
    }

    /** A second passes: consumers follow the document of a second ago, or call. */
    void second() {
        millis += 1_000;
        Table table = table(followed);
        if (!followed.equals(store.document)) {
            followed = store.document;
            table = table(followed);
        }
        if (table.release() instanceof ReleaseMark.OfStep step) {
            count(step, table);
        }
    }

    /** Each of the three counts the same. */
    private void count(ReleaseMark.OfStep step, Table table) {
        boolean isSame = counted.id().equals(step.id()) && counted.step() == step.step();
        Map<String, LaneCounts> lanes = new HashMap<>(isSame ? counted.lanes() : Map.of());
        long gray = callsPerSecond * share(table) / 10_000;
        lanes.merge("canary", called(gray, grayFails), LaneCounts::plus);
        lanes.merge("stable", called(callsPerSecond - gray, stableFails), LaneCounts::plus);
        counted = new StepReport(step.id(), step.step(), lanes);
    }

    private static LaneCounts called(long calls, double fails) {
        return new LaneCounts(calls, Math.round(calls * fails), 0);
    }

    static Table table(String text) {
        return ((Reading.Accepted) DocumentReader.read("demo", text)).table();
    }

    static int share(Table table) {
        return table.rules().list().get(0).target().shares().stream()
                .filter(share -> share.lane().equals("canary"))
                .mapToInt(Share::basisPoints)
                .sum();
    }

    /** Returns the shares that were published, in their order. */
    List<Integer> shares() {
        return store.published.stream().map(text -> share(table(text))).toList();
    }

    ReleaseFile file() {
        return ((FileReading.Accepted) desk().file().orElseThrow()).file();
    }

    String state() {
        return file().release().state().id();
    }
}
