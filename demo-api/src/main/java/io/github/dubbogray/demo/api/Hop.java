package io.github.dubbogray.demo.api;

import java.io.Serializable;

/**
 * Who served one hop of a request.
 *
 * @param application the application
 * @param instance its instance, as {@code name@pid}
 * @param labels the labels it was started with
 * @param tag the tag that the request had there; empty if none
 */
public record Hop(String application, String instance, String labels, String tag) implements Serializable {}
