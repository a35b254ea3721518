package io.github.dubbogray.core.rule.argument;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from an argument to a value inside it: {@code user.addresses.0.city}. It goes through beans, records, maps,
 * lists and arrays, never through classes, loaders, threads and the like. Whatever is in its way, a null, a missing field,
 * a getter that throws, means that there is no value; it never throws.
 */
public final class ArgumentPath {

    /** The way to the argument itself. */
    public static final ArgumentPath WHOLE = new ArgumentPath("", List.of());

    private final String spelling;
    private final List<Step> steps;

    private ArgumentPath(String spelling, List<Step> steps) {
        this.spelling = spelling;
        this.steps = List.copyOf(steps);
    }

    /** Reads names and positions separated by dots, or returns empty if one of them is empty. */
    public static Optional<ArgumentPath> of(String spelling) {
        List<String> names = List.of(spelling.split("\\.", -1));
        return names.contains("")
                ? Optional.empty()
                : Optional.of(
                        new ArgumentPath(spelling, names.stream().map(Step::new).toList()));
    }

    /** Returns the text of the value, or null if there is no value or it is a map, a list or an array. */
    public @Nullable String textIn(@Nullable Object argument) {
        return textOf(valueIn(argument));
    }

    /** Looks for the value, to be asked about it several times. */
    public Inside lookInto(@Nullable Object argument) {
        return new Inside(valueIn(argument));
    }

    /** Returns whether there is a value of any kind. */
    public boolean exists(@Nullable Object argument) {
        return valueIn(argument) != null;
    }

    /** Returns how many names and positions the path has. */
    public int length() {
        return steps.size();
    }

    /** Returns the path as documents spell it; empty for the argument itself. */
    public String spelling() {
        return spelling;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArgumentPath that && spelling.equals(that.spelling);
    }

    @Override
    public int hashCode() {
        return spelling.hashCode();
    }

    @Override
    public String toString() {
        return spelling;
    }

    /** Returns the text of a value, or null as {@link #textIn} does. */
    static @Nullable String textOf(@Nullable Object value) {
        try {
            return PlainText.of(value);
        } catch (Throwable thrown) { // toString is the host's
            HostCode.keepInterrupt(thrown);
            return null;
        }
    }

    private @Nullable Object valueIn(@Nullable Object argument) {
        try {
            Object value = opened(argument);
            for (int i = 0; i < steps.size() && value != null; i++) { // no iterator: a decision allocates nothing
                value = opened(steps.get(i).from(value));
            }
            return value;
        } catch (Throwable thrown) { // to a rule it means that nothing is there
            HostCode.keepInterrupt(thrown);
            return null;
        }
    }

    private static @Nullable Object opened(@Nullable Object value) {
        Object inside = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return inside == null || HostCode.isData(inside) ? inside : null;
    }
}
