package io.github.dubbogray.it.lab;

/** The service behind a {@link ProbeService}. */
public interface BackendService {

    /** Returns who serves this call. */
    ProbeAnswer probe(String message);
}
