package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command. Dubbo's telnet cuts them at blanks that no backslash precedes, and leaves the backslash; over
 * HTTP they are the values of the request's parameters, those of one name together, or what follows the command's name in the
 * path.
 */
sealed interface CommandLine {

    /** What asks for JSON. */
    String JSON = "--json";

    /**
     * An argument.
     *
     * @param position from 1
     */
    record Argument(int position, String text) {

        /** Says where it is and what it says, to begin a sentence. */
        String describe() {
            return "argument " + position + ", " + Quoted.of(text) + ",";
        }
    }

    /**
     * They can be read.
     *
     * @param words those that belong to no option
     * @param options the values of each option, in order
     */
    record Read(List<Argument> words, Map<String, List<Argument>> options) implements CommandLine {

        List<Argument> all(String option) {
            return options.getOrDefault(option, List.of());
        }
    }

    /** They cannot: why, in a sentence without a full stop. */
    record Malformed(String problem) implements CommandLine {}

    /** Where a command was asked. */
    enum Origin {
        TELNET,
        HTTP
    }

    /**
     * Reads arguments.
     *
     * @param args may be null, as Dubbo has it where there are none
     * @param withValue the options that take the next argument as their value
     * @param words how many arguments besides there may be
     */
    static CommandLine read(Origin origin, String @Nullable [] args, Set<String> withValue, int words) {
        List<Argument> rest = new ArrayList<>();
        Map<String, List<Argument>> options = new HashMap<>();
        List<Argument> all = all(origin, args == null ? new String[0] : args);
        for (int i = 0; i < all.size(); i++) {
            Argument argument = all.get(i);
            if (argument.text().isEmpty()) {
                return new Malformed("argument " + argument.position()
                        + " is empty; over HTTP the arguments are the values of the parameters, as in ?a=--json");
            }
            if (withValue.contains(argument.text())) {
                i++;
                if (i == all.size() || withValue.contains(all.get(i).text())) {
                    return new Malformed(argument.describe() + " has no value after it");
                }
                options.computeIfAbsent(argument.text(), option -> new ArrayList<>())
                        .add(all.get(i));
            } else if (argument.text().startsWith("-") && !argument.text().equals(JSON)) {
                Set<String> known = new TreeSet<>(withValue);
                known.add(JSON);
                return new Malformed(argument.describe() + " is no option; there are " + String.join(", ", known));
            } else if (!argument.text().equals(JSON)) {
                if (rest.size() == words) {
                    return new Malformed(argument.describe() + " is one too many");
                }
                rest.add(argument);
            }
        }
        return new Read(rest, options);
    }

    /** Returns whether JSON is asked for, whatever else is there. */
    static boolean isJson(String @Nullable [] args) {
        return args != null && List.of(args).contains(JSON);
    }

    private static List<Argument> all(Origin origin, String[] args) {
        List<Argument> all = new ArrayList<>();
        for (String arg : args) {
            if (origin == Origin.HTTP || !arg.isBlank()) { // two blanks in a row, where somebody types
                all.add(new Argument(all.size() + 1, origin == Origin.HTTP ? arg : arg.replace("\\ ", " ")));
            }
        }
        return all;
    }
}
