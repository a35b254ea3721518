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

    @Override
    void close();
}
