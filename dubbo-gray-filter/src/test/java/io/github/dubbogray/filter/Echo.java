package io.github.dubbogray.filter;

/** The service that tests call. */
interface Echo {
    String echo(String text);
}
