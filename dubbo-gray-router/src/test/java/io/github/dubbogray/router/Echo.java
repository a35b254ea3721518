package io.github.dubbogray.router;

/** The service that tests call. */
interface Echo {
    String echo(String text);
}
