package io.github.dubbogray.core.feature;

import io.github.dubbogray.core.rule.Bucket;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Target;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a switch: a condition and a target, with every possible answer made ready.
 *
 * <p>Its salt is that of a route's rule of the same id in the document of the same application, so with the same sticky
 * source both choose the same users (clause S2); as do two switches of one document whose rules have one id.
 */
public final class SwitchRule {

    private final String id;
    private final Condition when;
    private final Target to;
    private final long salt;
    private final Answer.Given[] answers;

    private SwitchRule(String application, String id, Condition when, Target to, Function<String, Variant> variants) {
        this.id = id;
        this.when = when;
        this.to = to;
        this.salt = Bucket.salt(application, id);
        this.answers =
                to.lanes().stream().map(name -> answer(variants.apply(name))).toArray(Answer.Given[]::new);
    }

    /**
     * Returns the rule with this id in an application's document.
     *
     * @param to where it sends what it claims, by the names of variants
     * @param variants gives the variant of each of these names
     */
    public static SwitchRule of(
            String application, String id, Condition when, Target to, Function<String, Variant> variants) {
        return new SwitchRule(application, id, when, to, variants);
    }

    private Answer.Given answer(Variant variant) {
        return to instanceof Target.ToLane ? new Answer.Targeted(variant, id) : new Answer.Shared(variant, id);
    }

    /** Returns the rule's id. */
    public String id() {
        return id;
    }

    /** Returns what must hold for the rule to claim a request. */
    public Condition condition() {
        return when;
    }

    /** Returns where the rule sends what it claims, by the names of variants. */
    public Target target() {
        return to;
    }

    /** Returns every answer that this rule can give. */
    public List<Answer.Given> answers() {
        return List.of(answers);
    }

    /** Returns the bucket of a request, 0 to 9 999; empty where the answer does not come from a sticky key. */
    public OptionalInt bucketOf(Request request) {
        return to.bucketOf(request, salt);
    }

    /**
     * Returns the answer of this rule to a request, or null if its condition does not hold. Allocates nothing.
     *
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    Answer.@Nullable Given claim(Request request, IntSupplier draw) {
        return when.holdsFor(request) ? answers[to.choose(request, salt, draw)] : null;
    }
}
