package io.github.dubbogray.it.fleet;

import java.util.List;
import java.util.Map;

/** What came of a call through a consumer. */
public sealed interface Reply {

    /**
     * A provider answered.
     *
     * @param instance the provider's name
     * @param labels the labels it was started with
     * @param tag the tag that arrived there; empty if none did
     */
    record Answered(String instance, String labels, String tag) implements Reply {}

    /**
     * A chain of applications answered.
     *
     * @param hops who served each hop, the entry first
     * @param servedBy what the response's header {@code x-gray-served-by} says; empty if there is none
     */
    record Chained(List<Answered> hops, String servedBy) implements Reply {

        /** Copies the hops. */
        public Chained {
            hops = List.copyOf(hops);
        }
    }

    /**
     * The entry said which features its user has.
     *
     * @param features whether each is on, by its name
     */
    record Featured(Map<String, Boolean> features) implements Reply {

        /** Copies the features. */
        public Featured {
            features = Map.copyOf(features);
        }
    }

    /**
     * The call failed.
     *
     * @param status the HTTP status; 0 if there was no response
     * @param title the kind of failure
     * @param detail its message
     */
    record Failed(int status, String title, String detail) implements Reply {}
}
