package io.github.dubbogray.router.registry;

import java.util.List;
import java.util.function.Consumer;

/** A connection to a naming server. All questions may block for seconds and throw {@link RegistryException}. */
public interface NamingClient extends AutoCloseable {

    /**
     * Calls back with every later list of a service's instances, on the client's own thread, until {@link #forget}. An
     * equal one again is called once all the same.
     */
    void follow(RegistryService service, Consumer<List<RegisteredInstance>> lists);

    /** Calls back no more, nor an equal one. */
    void forget(RegistryService service, Consumer<List<RegisteredInstance>> lists);

    /** Returns the present list, asked of the server; of the client's memory where it cannot do otherwise. */
    List<RegisteredInstance> fetch(RegistryService service);

    /**
     * Registers an instance of this process that is not to be called, until {@link #withdraw} or {@link #close}, also with a
     * server that is away for a while. A later one of the same service takes its place.
     */
    void announce(Presence presence);

    /** Takes the one of this service back. */
    void withdraw(Presence presence);

    @Override
    void close();
}
