package io.github.dubbogray.demo.api;

import java.io.Serializable;

/**
 * Who answered.
 *
 * @param message what was asked
 * @param instance the instance that answered, as {@code name@pid}
 * @param labels the labels it was started with
 * @param tag the tag that arrived there; empty if none did
 */
public record Answer(String message, String instance, String labels, String tag) implements Serializable {}
