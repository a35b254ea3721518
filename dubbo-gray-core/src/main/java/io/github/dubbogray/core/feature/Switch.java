package io.github.dubbogray.core.feature;

import io.github.dubbogray.core.rule.Request;
import java.util.List;
import java.util.function.IntSupplier;

/** One switch of a document; immutable. */
public final class Switch {

    private final Definition definition;
    private final SwitchRule[] rules;
    private final Answer.Given otherwise;

    /** A switch of this definition. */
    public Switch(Definition definition) {
        this.definition = definition;
        boolean isOff = definition.mode() == Mode.DISABLED;
        this.rules = isOff ? new SwitchRule[0] : definition.rules().toArray(SwitchRule[]::new);
        this.otherwise = isOff ? new Answer.Disabled(definition.preset()) : new Answer.Default(definition.preset());
    }

    /** Whether a switch goes by its rules. */
    public enum Mode {
        /** Its rules are asked. */
        ENABLED,

        /** Everybody gets its default. */
        DISABLED
    }

    /**
     * What a document says of a switch.
     *
     * @param description what it is for; empty if the document does not say
     * @param owner who answers for it; empty if the document does not say
     * @param variants the values that are named under {@code variants}; empty if there are none
     * @param preset its default: what a request gets that no rule claims
     * @param rules in the document's order; the first that claims a request decides
     * @param revision names what the document says of it, whatever the layout of the text; two revisions differ where that
     *     does
     */
    public record Definition(
            String name,
            SwitchType type,
            String description,
            String owner,
            Mode mode,
            List<Variant> variants,
            Variant preset,
            List<SwitchRule> rules,
            String revision) {

        public Definition {
            variants = List.copyOf(variants);
            rules = List.copyOf(rules);
        }
    }

    /** Returns what the document says of it. */
    public Definition definition() {
        return definition;
    }

    /** Returns its name. */
    public String name() {
        return definition.name();
    }

    /** Returns the type of its values. */
    public SwitchType type() {
        return definition.type();
    }

    /**
     * Returns what a request gets. Allocates nothing.
     *
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    public Answer.Given ask(Request request, IntSupplier draw) {
        for (SwitchRule rule : rules) {
            Answer.Given claimed = rule.claim(request, draw);
            if (claimed != null) {
                return claimed;
            }
        }
        return otherwise;
    }
}
