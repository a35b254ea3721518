package io.github.dubbogray.core.placement;

import java.util.function.IntPredicate;

/** What of an application's lanes counts as absent, though it is registered (clause P5). Asked while a fleet is made. */
@FunctionalInterface
public interface Absence {

    /** Nothing is absent. */
    Absence NONE = (application, lane) -> OfLane.NONE;

    /** Returns what of a lane is absent. */
    OfLane of(String application, String lane);

    /** Which requests a lane takes. */
    enum Intake {
        /** All of them. */
        ALL,
        /** Those that {@link Admission} lets in; as a fallback of others it takes none. */
        ADMITTED,
        /** None. */
        NONE
    }

    /**
     * What of a lane is absent.
     *
     * @param ejected whether the instance at a position is
     * @param intake which requests the lane takes
     * @param trip why it does not take all of them, as a sentence that names the lane; empty if it does
     */
    record OfLane(IntPredicate ejected, Intake intake, String trip) {

        /** Nothing of it. */
        public static final OfLane NONE = ejected(instance -> false);

        public OfLane {
            if ((intake == Intake.ALL) != trip.isEmpty()) {
                throw new IllegalArgumentException("a lane that takes " + intake + " has the reason '" + trip + "'");
            }
        }

        /** Single instances of a lane that takes all requests. */
        public static OfLane ejected(IntPredicate ejected) {
            return new OfLane(ejected, Intake.ALL, "");
        }
    }
}
