package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.rule.Carry;
import java.util.List;
import java.util.stream.Collectors;

/** What a rule said to an untagged request. */
public sealed interface RuleStep {

    /** Returns the application whose document has the rule. */
    String application();

    /** Returns the rule's id. */
    String rule();

    /** Says the answer, to be read after the rule's id. */
    String describe();

    /** The rule claims the request. */
    record Claimed(String application, String rule, String lane, Carry carry, LanePick pick) implements RuleStep {
        @Override
        public String describe() {
            return "claimed for " + lane + " (" + pick.describe() + ")" + (carry == Carry.LOCAL ? ", not carried" : "");
        }
    }

    /**
     * The rule's condition does not hold.
     *
     * @param failed the part that failed first, in words
     * @param seen what it looked at
     */
    record NotClaimed(String application, String rule, String failed, List<Seen> seen) implements RuleStep {

        public NotClaimed {
            seen = List.copyOf(seen);
        }

        @Override
        public String describe() {
            return "not claimed: wants " + failed + "; "
                    + seen.stream().map(Seen::describe).collect(Collectors.joining(", "));
        }
    }

    /** An earlier rule claims the request, or the document is not enabled. */
    record NotAsked(String application, String rule) implements RuleStep {
        @Override
        public String describe() {
            return "not asked";
        }
    }
}
