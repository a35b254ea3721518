package io.github.dubbogray.core.rule;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One rule of a document: a condition and a target, with every possible answer made ready. */
public final class Rule {

    private final String id;
    private final Condition when;
    private final Target to;
    private final long salt;
    private final Coloring.Claimed[] answers;

    private Rule(String application, String id, Condition when, Target to, Function<String, Carry> carry) {
        this.id = id;
        this.when = when;
        this.to = to;
        this.salt = Bucket.salt(application, id);
        this.answers = to.lanes().stream()
                .map(lane -> new Coloring.Claimed(id, lane, carry.apply(lane)))
                .toArray(Coloring.Claimed[]::new);
    }

    /**
     * Returns the rule with this id in an application's document.
     *
     * @param carry gives for a lane whether later hops are told of it
     */
    public static Rule of(String application, String id, Condition when, Target to, Function<String, Carry> carry) {
        return new Rule(application, id, when, to, carry);
    }

    /** Returns the rule's id. */
    public String id() {
        return id;
    }

    /** Returns what must hold for the rule to claim a request. */
    public Condition condition() {
        return when;
    }

    /** Returns where the rule sends what it claims. */
    public Target target() {
        return to;
    }

    /** Returns the lanes that this rule can give. */
    public List<String> lanes() {
        return to.lanes();
    }

    /** Returns every answer this rule can give; each is always this very object. */
    public List<Coloring.Claimed> claims() {
        return List.of(answers);
    }

    /** Returns the bucket of a request, 0 to 9 999; empty where the answer does not come from a sticky key. */
    public OptionalInt bucketOf(Request request) {
        return to.bucketOf(request, salt);
    }

    /**
     * Returns the claim of this rule on a request, or null if its condition does not hold. Allocates nothing.
     *
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    public @Nullable Coloring claim(Request request, IntSupplier draw) {
        return when.holdsFor(request) ? answer(request, draw) : null;
    }

    /**
     * Returns the claim of this rule on a request that its condition is known to hold for. Allocates nothing.
     *
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    public Coloring answer(Request request, IntSupplier draw) {
        return answers[to.choose(request, salt, draw)];
    }
}
