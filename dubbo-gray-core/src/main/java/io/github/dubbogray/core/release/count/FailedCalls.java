package io.github.dubbogray.core.release.count;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one consumer says of its failed calls to gray in a step, beside how many they are: of each trait the value that most of them
 * have, as {@code method=getPrice,31,200;instance=10.0.0.1:20880,31,180}, and the ids of some of their traces, as
 * {@code ;trace=4bf92f3577b34da6a3ce929d0e0e4736}. Nothing that a request brings along is among it.
 *
 * @param most by trait; a trait without failures is missing
 * @param traces at most {@value #MOST_TRACES}
 */
public record FailedCalls(Map<Trait, Value> most, List<String> traces) {

    /** None, or nothing known of them. */
    public static final FailedCalls NONE = new FailedCalls(Map.of(), List.of());

    /** How many traces are named. */
    public static final int MOST_TRACES = 3;

    private static final int LONGEST = 400;
    private static final String NUMBER = "(\\d{1,12})";
    private static final Pattern VALUE = Pattern.compile("([^,;=\\s]{1,80})," + NUMBER + "," + NUMBER);
    private static final String TRACE = "trace";

    /** The id of a trace, as W3C and OpenTelemetry have it, or the shorter one of B3. */
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{16}|[0-9a-f]{32}");

    public FailedCalls {
        most = most.isEmpty() ? Map.of() : new EnumMap<>(most);
        traces = List.copyOf(traces.subList(0, Math.min(MOST_TRACES, traces.size())));
    }

    /** By what calls are told apart. */
    public enum Trait {
        /** The method that was called. */
        METHOD("method"),
        /** The instance that served it, {@code host:port}. */
        INSTANCE("instance"),
        /** The label {@code version} of that instance. */
        VERSION("version");

        private final String spelling;

        Trait(String spelling) {
            this.spelling = spelling;
        }

        /** Returns it as it is written: {@code method}. */
        public String spelling() {
            return spelling;
        }

        static Optional<Trait> of(String spelling) {
            return List.of(values()).stream()
                    .filter(trait -> trait.spelling.equals(spelling))
                    .findFirst();
        }
    }

    /**
     * A value of a trait.
     *
     * @param failures how many calls with it failed
     * @param calls how many there were
     */
    public record Value(String name, long failures, long calls) {

        public Value {
            if (!VALUE.matcher(name + ",0,0").matches() || failures < 0 || failures > calls) {
                throw new IllegalArgumentException(failures + " of " + calls + " calls failed of " + name);
            }
        }

        /** Returns whether a name can be one. */
        public static boolean isName(String name) {
            return VALUE.matcher(name + ",0,0").matches();
        }

        String text() {
            return name + "," + failures + "," + calls;
        }
    }

    /** Returns whether a text is the id of a trace. */
    public static boolean isTrace(String id) {
        return TRACE_ID.matcher(id).matches();
    }

    /**
     * Returns the text that {@link #read} reads; parts that do not fit are left out.
     *
     * @param longest how many characters it may have
     */
    public String text(int longest) {
        StringBuilder text = new StringBuilder();
        most.forEach((trait, value) -> append(text, trait.spelling() + "=" + value.text(), longest));
        traces.forEach(trace -> append(text, TRACE + "=" + trace, longest));
        return text.toString();
    }

    private static void append(StringBuilder text, String part, int longest) {
        String joint = text.isEmpty() ? "" : ";";
        if (text.length() + joint.length() + part.length() <= longest) {
            text.append(joint).append(part);
        }
    }

    /** Reads what somebody announced; parts that are none are left out. Never throws. */
    public static FailedCalls read(String text) {
        Map<Trait, Value> most = new EnumMap<>(Trait.class);
        List<String> traces = new ArrayList<>();
        for (String part : text.length() > LONGEST ? new String[0] : text.split(";", -1)) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(0, equals));
            String value = part.substring(equals + 1);
            if (key.equals(TRACE) && isTrace(value)) {
                traces.add(value);
            }
            Trait.of(key).ifPresent(trait -> value(value).ifPresent(found -> most.put(trait, found)));
        }
        return new FailedCalls(most, traces);
    }

    private static Optional<Value> value(String text) {
        Matcher value = VALUE.matcher(text);
        if (!value.matches() || Long.parseLong(value.group(2)) > Long.parseLong(value.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new Value(value.group(1), Long.parseLong(value.group(2)), Long.parseLong(value.group(3))));
    }
}
