package io.github.dubbogray.router;

import java.util.List;
import java.util.function.Consumer;

/** A connection to a naming server. Both questions may block for seconds and throw {@link RegistryException}. */
interface NamingClient extends AutoCloseable {

    /** Calls back with every later list of a service's instances, on the client's own thread. */
    void follow(RegistryService service, Consumer<List<RegisteredInstance>> lists);

    /** Returns the present list, asked of the server. */
    List<RegisteredInstance> fetch(RegistryService service);

    @Override
    void close();
}
