package io.github.dubbogray.core.document;

import java.util.Map;
import java.util.Optional;

/** Reads ids of rules, of which no two in one list are the same. */
final class RuleIds {

    private RuleIds() {}

    /**
     * Reads the id of a rule; one that is taken is reported.
     *
     * @param taken those read before and where they are; this one is added
     */
    static Optional<String> read(Field field, Map<String, Field> taken) {
        return field.token("a rule id").flatMap(id -> {
            Field earlier = taken.putIfAbsent(id, field);
            return earlier == null
                    ? Optional.of(id)
                    : field.wrong(ProblemKind.RULE_ID_TAKEN, "the rule id '" + id + "' is taken at " + earlier.place());
        });
    }
}
