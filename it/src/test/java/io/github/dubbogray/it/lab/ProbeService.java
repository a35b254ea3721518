package io.github.dubbogray.it.lab;

import java.util.List;

/** A service that says who serves and what arrived with the call. */
public interface ProbeService {

    /** Returns who serves this call. */
    ProbeAnswer probe(String message);

    /** Returns who serves this call, and who served the call it made to the next application. */
    List<ProbeAnswer> relay(String message);
}
