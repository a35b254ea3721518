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
 */
public record ProbeAnswer(String message, String instance, String tag, TreeMap<String, String> attachments)
        implements Serializable {}
