package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.it.fleet.Fleet;

/** A consumer and the provider that it calls, in processes of their own, which nobody else uses. */
final class Hop implements AutoCloseable {

    private static final int RULES = 50;

    private final Arena arena;
    private final ProviderProcess provider;
    private final CallerProcess consumer;

    private Hop(Arena arena, ProviderProcess provider, CallerProcess consumer) {
        this.arena = arena;
        this.provider = provider;
        this.consumer = consumer;
    }

    /** Starts both; the provider is registered as so many instances. */
    static Hop start(Fleet fleet, Entrant entrant, String protocol, int instances) throws Exception {
        Arena arena = new Arena(fleet);
        try {
            arena.publish(Documents.ofRules(RULES)); // which plain Dubbo does not look at
            ProviderProcess provider =
                    arena.serve(entrant.jars(), protocol, "provider", entrant.labels(), 0, instances);
            return new Hop(arena, provider, arena.caller(entrant.jars(), "consumer"));
        } catch (Throwable failed) {
            arena.close();
            throw failed;
        }
    }

    /** Has the consumer call for a while, and returns what that took and used. */
    Round round(int threads, long millis) {
        provider.usage();
        consumer.usage();
        Calls calls = consumer.call(threads, millis);
        return new Round(calls, consumer.usage(), provider.usage());
    }

    @Override
    public void close() throws Exception {
        arena.close();
    }
}
