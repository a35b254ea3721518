package io.github.dubbogray.filter.call;

/** What a {@link LinkService} calls back. */
public interface LinkCallback {

    /** Returns the tag that the callback runs with. */
    String called(String message);
}
