package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.tag.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one application that are watched under the document in force; immutable but for what they count. Each
 * consumer watches for itself. Any thread may ask; {@link #evaluate} is for one thread at a time.
 */
public final class ApplicationWatch {

    private final String application;
    private final Map<String, LaneWatch> lanes;

    /** The same, stable last. */
    private final List<LaneWatch> grayFirst;

    private ApplicationWatch(String application, Map<String, LaneWatch> lanes) {
        this.application = application;
        this.lanes = lanes;
        this.grayFirst = lanes.values().stream()
                .sorted(Comparator.comparing(lane -> lane.name().equals(Tag.STABLE)))
                .toList();
    }

    /** Returns the watch of an application of which nothing is watched. */
    public static ApplicationWatch none(String application) {
        return new ApplicationWatch(application, Map.of());
    }

    /**
     * Returns the watch under another document. A lane that is watched by the same rules goes on: a document that changes
     * something else ends no ejection and no trip. So does what is counted of stable as a whole, whatever becomes of the other
     * lanes' rules, since they are compared with it (clause H2).
     *
     * @param lanes how each lane is watched, by name, stable among them
     * @throws IllegalArgumentException if stable may trip (clause H2)
     */
    public ApplicationWatch under(Map<String, LaneHealth> lanes, long nowNanos) {
        Set<Yardstick> ofStable = new HashSet<>();
        lanes.forEach((name, health) -> ofStable.addAll(yardsticks(name, health)));
        Map<String, LaneWatch> next = new LinkedHashMap<>();
        LaneHealth stable = lanes.getOrDefault(Tag.STABLE, LaneHealth.NONE);
        if (stable.mayEject() || !ofStable.isEmpty()) {
            next.put(Tag.STABLE, lane(Tag.STABLE, stable, ofStable, nowNanos));
        }
        lanes.forEach((name, health) -> {
            if (!name.equals(Tag.STABLE) && !health.equals(LaneHealth.NONE)) {
                next.put(name, lane(name, health, yardsticks(name, health), nowNanos));
            }
        });
        return new ApplicationWatch(application, next);
    }

    private static Set<Yardstick> yardsticks(String lane, LaneHealth health) {
        TripRules trip = health.trip();
        if (trip != null && lane.equals(Tag.STABLE)) {
            throw new IllegalArgumentException("stable is never tripped");
        }
        return trip == null ? Set.of() : Set.of(Yardstick.of(trip));
    }

    private LaneWatch lane(String name, LaneHealth health, Set<Yardstick> yardsticks, long nowNanos) {
        LaneWatch known = lanes.get(name);
        if (known == null) {
            return new LaneWatch(application, name, health, yardsticks, nowNanos);
        }
        if (!known.watches(health)) {
            return known.under(health, yardsticks, application, nowNanos);
        }
        known.measureBy(yardsticks, nowNanos);
        return known;
    }

    /** Returns the news that those are not out any more of whom the next watch knows nothing. */
    public List<HealthEvent> forgottenBy(ApplicationWatch next) {
        List<HealthEvent> news = new ArrayList<>();
        lanes.forEach((name, lane) -> {
            if (next.lanes.get(name) != lane) {
                news.addAll(lane.forgotten());
            }
        });
        return news;
    }

    /** Returns the application whose lanes these are. */
    public String application() {
        return application;
    }

    /** Returns the lanes that are watched, stable first. */
    public Collection<LaneWatch> lanes() {
        return lanes.values();
    }

    /** Returns the watch of a lane; empty if nothing of it is to be counted (clause H5). */
    public Optional<LaneWatch> lane(String name) {
        return Optional.ofNullable(lanes.get(name));
    }

    /**
     * Returns who takes the outcome of a call that an instance served, or null if nobody does. Allocates nothing.
     *
     * @param lane the lane that the call was placed on; null if its instance was chosen by labels or by more than one lane, so
     *     that the first watched lane that has the instance serves it, gray ones before stable
     */
    public @Nullable InstanceWatch serving(@Nullable String lane, String instance) {
        if (lane != null) {
            LaneWatch watch = lanes.get(lane);
            return watch == null ? null : watch.instanceOrNull(instance);
        }
        for (int i = 0; i < grayFirst.size(); i++) { // no iterator: asked for each call
            InstanceWatch watch = grayFirst.get(i).instanceOrNull(instance);
            if (watch != null) {
                return watch;
            }
        }
        return null;
    }

    /**
     * Judges every lane by what was counted until now: first its instances, then the lane. Changes what is to be changed, and
     * returns the news in the order in which it happened; empty, where nothing changed. Cheap enough for ten times a second.
     */
    public List<HealthEvent> evaluate(long nowNanos) {
        List<HealthEvent> news = new ArrayList<>();
        Function<Yardstick, Recent> stable = yardstick -> recentOfStable(yardstick, nowNanos);
        lanes.values().forEach(lane -> news.addAll(lane.evaluate(stable, nowNanos)));
        return news;
    }

    private Recent recentOfStable(Yardstick yardstick, long nowNanos) {
        LaneWatch stable = lanes.get(Tag.STABLE);
        return stable == null ? Recent.NONE : stable.total(yardstick, nowNanos);
    }
}
