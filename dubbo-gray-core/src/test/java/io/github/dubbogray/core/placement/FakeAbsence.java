package io.github.dubbogray.core.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An absence that was written down; of lanes that it does not name, nothing is absent. */
public record FakeAbsence(Map<String, Absence.OfLane> lanes) implements Absence {

    /** What is said of every lane that is tripped here. */
    public static final String TRIP =
            "lane canary is tripped since 12:03:07: 24 of 40 failed within 1s, stable 1 of 300";

    /** What is said of every lane that takes a part of its requests here. */
    public static final String RETURN = "lane canary takes 10% of its keys since 12:03:37 after 24 of 40 failed";

    /** Lane canary takes no request. */
    public static final FakeAbsence TRIPPED = new FakeAbsence(Map.of("canary", intake(Intake.NONE, TRIP)));

    public static FakeAbsence ejected(String lane, Integer... instances) {
        return new FakeAbsence(Map.of()).and(lane, instances);
    }

    /** Lane canary takes those that are admitted, and these instances of it are ejected. */
    public static FakeAbsence returning(Integer... ejected) {
        return new FakeAbsence(
                Map.of("canary", new Absence.OfLane(Set.of(ejected)::contains, Intake.ADMITTED, RETURN)));
    }

    public FakeAbsence and(String lane, Integer... ejected) {
        Map<String, Absence.OfLane> more = new HashMap<>(lanes);
        more.put(lane, Absence.OfLane.ejected(Set.of(ejected)::contains));
        return new FakeAbsence(more);
    }

    private static OfLane intake(Intake intake, String trip) {
        return new Absence.OfLane(instance -> false, intake, trip);
    }

    @Override
    public OfLane of(String application, String lane) {
        return lanes.getOrDefault(lane, OfLane.NONE);
    }
}
