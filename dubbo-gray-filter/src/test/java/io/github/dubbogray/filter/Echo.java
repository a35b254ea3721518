package io.github.dubbogray.filter;

/** The service that tests call. */
public interface Echo {
    String echo(String text);
}
