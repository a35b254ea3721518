package io.github.dubbogray.filter.trust;

import io.github.dubbogray.core.address.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose tags are believed. */
public sealed interface Trust {

    /** Returns why a claim is not believed, a sentence without subject, or null if it is. */
    @Nullable String objectionTo(Claim claim);

    /** Says who is believed, for the log. */
    String describe();

    /** Everyone is. */
    record Everyone() implements Trust {
        @Override
        public @Nullable String objectionTo(Claim claim) {
            return null;
        }

        @Override
        public String describe() {
            return "everyone";
        }
    }

    /** Nobody is. */
    record Nobody() implements Trust {
        @Override
        public String objectionTo(Claim claim) {
            return "nobody's tags are trusted here";
        }

        @Override
        public String describe() {
            return "nobody";
        }
    }

    /**
     * Senders in these networks are.
     *
     * @param spelling as the property spells them
     */
    record Senders(List<Network> networks, String spelling) implements Trust {

        public Senders {
            networks = List.copyOf(networks);
        }

        @Override
        public @Nullable String objectionTo(Claim claim) {
            return claim.sender() != null && isIn(claim) ? null : "its sender is not in " + spelling;
        }

        private boolean isIn(Claim claim) {
            return claim.sender() != null && networks.stream().anyMatch(network -> network.contains(claim.sender()));
        }

        @Override
        public String describe() {
            return "senders in " + spelling;
        }
    }

    /** Whoever knows one of the secrets is. */
    record Signed(TagSignatures signatures) implements Trust {
        @Override
        public @Nullable String objectionTo(Claim claim) {
            return signatures.objectionTo(claim.tag(), claim.signature());
        }

        @Override
        public String describe() {
            return "who signs with " + signatures.describe();
        }
    }
}
