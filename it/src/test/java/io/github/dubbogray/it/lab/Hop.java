package io.github.dubbogray.it.lab;

import java.io.Serializable;

/**
 * Who served one hop of a request.
 *
 * @param instance the name of the process
 * @param tag what {@code GrayContext} said there; empty if nothing
 */
public record Hop(String instance, String tag) implements Serializable {}
