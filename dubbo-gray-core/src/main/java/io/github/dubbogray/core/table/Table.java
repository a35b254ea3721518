package io.github.dubbogray.core.table;

import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.index.Rules;
import io.github.dubbogray.core.tag.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The compiled document of one application; immutable.
 *
 * @param application the application whose instances it speaks for
 * @param revision names the text that made it, see {@link #NO_REVISION}
 * @param mode whether rules and tags are in force
 * @param stable the stable lane
 * @param gray the other lanes, in the document's order
 * @param rules the rules, in the document's order
 * @param labelPriority label keys, most important first; the last is dropped first when pairs relax
 * @param prefer label keys in which an instance of the chosen tier should equal the caller, most important first
 * @param unmatched what becomes of a request that no rule claims
 * @param failures which calls count as failed, beside time-outs and network errors
 * @param release which step of which release calls are counted for
 */
public record Table(
        String application,
        String revision,
        Mode mode,
        Lane stable,
        List<Lane> gray,
        Rules rules,
        List<String> labelPriority,
        List<String> prefer,
        Unmatched unmatched,
        FailurePolicy failures,
        ReleaseMark release) {

    /** The revision of a table that no document made. */
    public static final String NO_REVISION = "none";

    /** The order in which the seed ranks labels: region, then version, then env. */
    public static final List<String> DEFAULT_LABEL_PRIORITY = List.of("region", "version", "env");

    /** Whether the document steers requests. */
    public enum Mode {
        /** Tags and rules are in force. */
        ENABLED,
        /** Every request goes to stable, whatever its tag (clause D2). */
        DISABLED
    }

    public Table {
        gray = List.copyOf(gray);
        labelPriority = List.copyOf(labelPriority);
        prefer = List.copyOf(prefer);
    }

    /** A table that says nothing of failures and releases. */
    public Table(
            String application,
            String revision,
            Mode mode,
            Lane stable,
            List<Lane> gray,
            Rules rules,
            List<String> labelPriority,
            List<String> prefer,
            Unmatched unmatched) {
        this(
                application,
                revision,
                mode,
                stable,
                gray,
                rules,
                labelPriority,
                prefer,
                unmatched,
                FailurePolicy.NONE,
                ReleaseMark.NONE);
    }

    /** Returns the table of an application without a document: only clauses I2 and I3 apply. */
    public static Table withoutDocument(String application) {
        Lane stable = new Lane(Tag.STABLE, new Membership.Remainder(List.of()), List.of(), Capacity.ONE, Carry.CARRIED);
        return new Table(
                application,
                NO_REVISION,
                Mode.ENABLED,
                stable,
                List.of(),
                Rules.NONE,
                DEFAULT_LABEL_PRIORITY,
                List.of(),
                Unmatched.OPEN);
    }

    /** Returns all lanes, stable first. */
    public List<Lane> lanes() {
        return Stream.concat(Stream.of(stable), gray.stream()).toList();
    }

    /** Returns how each lane is watched, by its name, stable first; none where the document steers nothing (clause D2). */
    public Map<String, LaneHealth> health() {
        Map<String, LaneHealth> health = new LinkedHashMap<>();
        if (mode == Mode.ENABLED) {
            lanes().forEach(lane -> health.put(lane.name(), lane.health()));
        }
        return health;
    }

    /** Returns whether anything depends on how calls end; if not, nobody needs to look at it (clause H5). */
    public boolean dependsOnOutcomes() {
        return mode == Mode.ENABLED
                && (!failures.retryOnStable().isEmpty()
                        || !release.equals(ReleaseMark.NONE)
                        || lanes().stream().anyMatch(lane -> !lane.health().equals(LaneHealth.NONE)));
    }

    /** Returns the lane that an instance of these labels is in: the first gray one, else stable; empty if it is in none. */
    public Optional<Lane> laneOf(Labels labels) {
        return gray.stream()
                .filter(lane -> lane.members().includes(labels))
                .findFirst()
                .or(() -> Optional.of(stable).filter(lane -> lane.members().includes(labels)));
    }

    /**
     * Returns whether a call that failed on a lane may be tried once more, on stable: the document names its method, and the
     * lane falls back to stable, so is neither strict (clause P3) nor stable itself.
     */
    public boolean mayRetryOnStable(Lane lane, String method) {
        return mode == Mode.ENABLED
                && !lane.name().equals(Tag.STABLE)
                && lane.fallback().contains(Tag.STABLE)
                && failures.mayRetryOnStable(method);
    }

    /** Returns whether an operator's document made this table. */
    public boolean hasDocument() {
        return !revision.equals(NO_REVISION);
    }

    /**
     * Colors an untagged request: the first rule that claims it (clause R2). Allocates nothing.
     *
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    public Coloring color(Request request, IntSupplier draw) {
        if (mode == Mode.DISABLED) {
            return Coloring.OPEN;
        }
        Coloring claim = rules.claim(request, draw);
        return claim != null ? claim : unmatched.coloring();
    }
}
