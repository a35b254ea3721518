package io.github.dubbogray.core.release.incident;

/** Whether the harm of an incident goes on. */
public sealed interface Standing {

    /** Returns it as one word. */
    String describe();

    /** It may go on: what is done about it is not done yet, or is left to an operator. */
    record Responding() implements Standing {
        @Override
        public String describe() {
            return "responding";
        }
    }

    /**
     * It is over, as far as can be seen.
     *
     * @param healthy how many looks in a row have found it so
     * @param lastMillis when the last of them was, or when it was over
     */
    record Reviewing(int healthy, long lastMillis) implements Standing {
        @Override
        public String describe() {
            return "reviewing, " + healthy + " of " + Incident.HEALTHY_LOOKS + " looks";
        }
    }

    /** It has stayed away. */
    record Closed() implements Standing {
        @Override
        public String describe() {
            return "closed";
        }
    }
}
