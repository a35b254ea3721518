package io.github.dubbogray.hardening.race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * What routing reads: a fleet with its lanes, and the labels in it. They are handed over here by a field that is not even
 * volatile, so that only what they are made of keeps a reader from a half-made one.
 */
public final class SnapshotRaces {

    private static final Table TABLE = table();
    private static final Presence ALL = new Presence() {
        @Override
        public boolean isListed(int instance) {
            return true;
        }

        @Override
        public boolean isReachable(int instance) {
            return true;
        }
    };

    private SnapshotRaces() {}

    private static Table table() {
        Reading reading = DocumentReader.read(
                "apiVersion: dubbo-gray/v1\napplication: shop\nlanes: { canary: { labels: { version: v2 } } }\n");
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.table();
        }
        throw new IllegalStateException(reading.toString());
    }

    private static Fleet<BitSet> fleet() {
        return Fleet.of(
                List.of(
                        new Instance("shop", Labels.of("version", "v1")),
                        new Instance("shop", Labels.of("version", "v2")),
                        new Instance("shop", Labels.of("version", "v2"))),
                name -> TABLE,
                positions -> positions);
    }

    /** A fleet, made by one thread and asked by another. */
    @JCStressTest
    @Description("A fleet that is handed over without any synchronization is not there, or whole.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both instances of the lane")
    @Outcome(expect = FORBIDDEN, desc = "a half-made fleet")
    @State
    public static class HandedOver {

        private @Nullable Fleet<BitSet> shared;

        /** Makes it. */
        @Actor
        public void make() {
            shared = fleet();
        }

        /** Places a request of the lane. */
        @Actor
        public void place(I_Result result) {
            Fleet<BitSet> seen = shared;
            result.r1 =
                    seen == null ? -1 : seen.place("canary", ALL).instances().cardinality();
        }
    }

    /** A fleet that makes its lanes' sets ready when they are first asked for. */
    @JCStressTest
    @Description("Two first requests for a lane get the same instances.")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "both instances, twice")
    @Outcome(expect = FORBIDDEN, desc = "a half-made set")
    @State
    public static class FirstRequests {

        private final Fleet<BitSet> fleet = fleet();

        /** Places one. */
        @Actor
        public void one(II_Result result) {
            result.r1 = fleet.place("version=v2", ALL).instances().cardinality();
        }

        /** Places another. */
        @Actor
        public void other(II_Result result) {
            result.r2 = fleet.place("version=v2", ALL).instances().cardinality();
        }
    }

    /** Labels, whose hash and text are worked out when first asked for. */
    @JCStressTest
    @Description("Two that ask for the hash and the text of the same labels first get the right ones.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both are right")
    @Outcome(expect = FORBIDDEN, desc = "a half-made text or hash")
    @State
    public static class LabelsAskedFirst {

        private static final Labels SAME = Labels.of("version", "v2");

        private final Labels labels = Labels.of("version", "v2");

        /** Asks for both. */
        @Actor
        public void one(II_Result result) {
            result.r1 = labels.equals(SAME) && labels.toString().equals("version=v2") ? 1 : 0;
        }

        /** Asks for both. */
        @Actor
        public void other(II_Result result) {
            result.r2 = labels.equals(SAME) && labels.toString().equals("version=v2") ? 1 : 0;
        }
    }
}
