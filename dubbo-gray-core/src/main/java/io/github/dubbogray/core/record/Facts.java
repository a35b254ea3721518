package io.github.dubbogray.core.record;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Implication;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What follows, for a recorded request, from the conditions that were asked of it: of a condition that is one of them, of one
 * that is made of them, of one that another implies, and of those on method, service and application, which are recorded
 * themselves. Of every other condition nothing. Remembers what it was asked. For one thread.
 */
final class Facts {

    /** So many comparisons are spent on one question; what is not proven by then stays unknown. */
    private static final long STEPS = 100_000;

    private final Request request;
    private final Map<Condition, Boolean> known = new LinkedHashMap<>();
    private final IdentityHashMap<Condition, Truth> asked = new IdentityHashMap<>();

    private Facts(Request request) {
        this.request = request;
    }

    /** Only what a recording has of a request. */
    private record Outline(String method, String service, String application) implements Request {
        @Override
        public @Nullable String attachment(String key) {
            return null;
        }
    }

    /**
     * Returns the facts of a request.
     *
     * @param told hands over every condition that was asked of it, with whether it held
     */
    static Facts of(SeenRequest seen, Consumer<BiConsumer<Condition, Boolean>> told) {
        Facts facts = new Facts(new Outline(seen.method(), seen.service(), seen.caller()));
        told.accept(facts::learn);
        return facts;
    }

    private void learn(Condition condition, boolean holds) {
        known.put(condition, holds);
        if (condition instanceof Condition.All all && (holds || all.parts().size() == 1)) {
            all.parts().forEach(part -> learn(part, holds));
        }
        if (condition instanceof Condition.Any any
                && (!holds || any.alternatives().size() == 1)) {
            any.alternatives().forEach(alternative -> learn(alternative, holds));
        }
        if (condition instanceof Condition.Absent absent) {
            learn(new Condition.Present(absent.source()), !holds);
        }
    }

    /** Returns what is known of a condition. */
    Truth of(Condition condition) {
        Truth before = asked.get(condition);
        if (before != null) {
            return before;
        }
        Truth truth = find(condition);
        asked.put(condition, truth);
        return truth;
    }

    private Truth find(Condition condition) {
        Boolean told = known.get(condition);
        if (told != null) {
            return Truth.of(told);
        }
        Truth truth = composed(condition);
        return truth == Truth.UNKNOWN ? implied(condition) : truth;
    }

    private Truth composed(Condition condition) {
        if (condition instanceof Condition.All all) {
            return of(all.parts(), Truth.FAILS, Truth.HOLDS);
        }
        if (condition instanceof Condition.Any any) {
            return of(any.alternatives(), Truth.HOLDS, Truth.FAILS);
        }
        if (isRecorded(((Condition.Leaf) condition).source())) {
            return Truth.of(condition.holdsFor(request));
        }
        return condition instanceof Condition.Absent absent
                ? find(new Condition.Present(absent.source())).not()
                : Truth.UNKNOWN;
    }

    /**
     * Returns what is known of parts together.
     *
     * @param decisive what one part needs to be to decide it
     * @param otherwise what they are together if all are that
     */
    private Truth of(List<Condition> parts, Truth decisive, Truth otherwise) {
        Truth together = otherwise;
        for (Condition part : parts) {
            Truth truth = of(part);
            if (truth == decisive) {
                return decisive;
            }
            together = truth == Truth.UNKNOWN ? Truth.UNKNOWN : together;
        }
        return together;
    }

    private Truth implied(Condition wanted) {
        Implication implication = Implication.within(STEPS);
        for (Map.Entry<Condition, Boolean> fact : known.entrySet()) {
            if (fact.getValue() && implication.isProven(fact.getKey(), wanted)) {
                return Truth.HOLDS;
            }
            if (!fact.getValue() && implication.isProven(wanted, fact.getKey())) {
                return Truth.FAILS;
            }
        }
        return Truth.UNKNOWN;
    }

    private static boolean isRecorded(Source source) {
        return source == Source.Single.METHOD || source == Source.Single.SERVICE || source == Source.Single.APPLICATION;
    }
}
