package io.github.dubbogray.it.lab;

import java.io.Serializable;
import java.util.TreeMap;

/**
 * Who served a call.
 *
 * @param message what was asked
 * @param instance the name of the provider's process
 * @param tag what {@code GrayContext} said there; empty if nothing
 * @param attachments what arrived with the call
 * @param address where the caller's first hop went, as {@code host:port}; empty on further hops
 */
public record ProbeAnswer(
        String message, String instance, String tag, TreeMap<String, String> attachments, String address)
        implements Serializable {

    /** The same, served at an address. */
    ProbeAnswer at(String newAddress) {
        return new ProbeAnswer(message, instance, tag, attachments, newAddress);
    }
}
