package io.github.dubbogray.router.testing;

/** The service that tests call. */
public interface Echo {
    String echo(String text);
}
