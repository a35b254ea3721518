package io.github.dubbogray.feature;

import io.github.dubbogray.core.feature.Answer;
import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.feature.SwitchValue;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.rule.Request;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One switch, with the type of its values and what counts where it cannot be asked. Its value may be another at each
 * question: it is the one of the call that the asking thread serves, by the document in force. Two questions of one request
 * that must agree want a {@link SwitchGroup}.
 *
 * @param <T> what it gives
 */
public final class GraySwitch<T> {

    private final GraySwitches switches;
    private final String name;
    private final SwitchType type;
    private final T otherwise;
    private final Function<SwitchValue, @Nullable T> reading;

    GraySwitch(
            GraySwitches switches,
            String name,
            SwitchType type,
            T otherwise,
            Function<SwitchValue, @Nullable T> reading) {
        this.switches = switches;
        this.name = name;
        this.type = type;
        this.otherwise = otherwise;
        this.reading = reading;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns the value for the call that this thread serves. Never throws, never blocks (clause S1). */
    public T get() {
        return valueOf(answer());
    }

    /**
     * Returns the value for the call that this thread serves with more known of it, as for a user who is no part of the call.
     *
     * @param attributes by key; each counts as {@code attachment.K} and goes before the call's own
     */
    public T get(Map<String, String> attributes) {
        return in(switches.now(), new WithAttributes(attributes, switches.call()));
    }

    /** Returns what {@link #get()} would give, and why. */
    public Answer answer() {
        return switches.ask(name, type);
    }

    T in(Switches of, Request request) {
        return valueOf(switches.ask(of, name, type, request));
    }

    private T valueOf(Answer answer) {
        return answer instanceof Answer.Given given ? fitting(given.variant().value()) : otherwise;
    }

    /** An object need not be a map, so not every value of the type fits. */
    private T fitting(SwitchValue value) {
        T read = reading.apply(value);
        if (read == null) {
            switches.counts().failed(Failure.TYPE_MISMATCH);
            return otherwise;
        }
        return read;
    }
}
