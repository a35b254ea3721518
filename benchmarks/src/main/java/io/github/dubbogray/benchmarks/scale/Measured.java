package io.github.dubbogray.benchmarks.scale;

/**
 * What was measured on one machine; where, stands in {@code docs/scale.md} beside the tables.
 *
 * @param instanceBytes of one instance in a list on the wire
 * @param instanceHeap bytes that a client keeps of one instance of a list
 * @param referenceHeap bytes that routing keeps of a reference for each of its instances
 * @param documentHeap bytes of a document of 50 rules and 20 lanes
 * @param rebuildMillisOfThousand to take a list of 1 000 instances over, off the request path
 * @param announcementHeap bytes that Nacos keeps of an announcement
 * @param writeMillis processor time of Nacos for one announcement that is written
 */
record Measured(
        double instanceBytes,
        double instanceHeap,
        double referenceHeap,
        double documentHeap,
        double rebuildMillisOfThousand,
        double announcementHeap,
        double writeMillis) {

    /** Returns bytes of a list of so many instances. */
    double listBytes(int instances) {
        return instances * instanceBytes;
    }

    /** Returns bytes that a consumer keeps of the applications that it follows, with a reference to each. */
    double consumerHeap(Estate estate) {
        return estate.followed() * (documentHeap + estate.instancesOfOne() * (instanceHeap + referenceHeap));
    }

    /** Returns bytes per second that Nacos sends because instances change. */
    double pushedBytesPerSecond(Estate estate) {
        return estate.pushesPerSecond() * listBytes(estate.instancesOfOne());
    }

    /** Returns bytes per second that Nacos sends because whole lists are asked for. */
    double askedBytesPerSecond(Estate estate) {
        return estate.questionsPerSecond() * listBytes(estate.instancesOfOne());
    }

    /** Returns the part of one core that a consumer spends on lists: pushed ones, and asked for ones. */
    double consumerLoad(Estate estate) {
        double lists = estate.pushesPerSecond() / estate.consumers() + estate.questionsPerSecond() / estate.consumers();
        return lists * estate.instancesOfOne() / 1_000.0 * rebuildMillisOfThousand / 1_000;
    }
}
