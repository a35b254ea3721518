package io.github.dubbogray.core.rule;

import org.jspecify.annotations.Nullable;

/**
 * What rules may ask of a request. Adapters implement it over their own request object and leave out what theirs does not
 * have; no method may throw. A method is called only where a rule in force needs its answer.
 */
public interface Request {

    /** Returns an attachment, or null if the request has none of that key. */
    @Nullable String attachment(String key);

    /** Returns the method's name, without parameters. */
    String method();

    /** Returns the service's interface name. */
    String service();

    /** Returns the calling application's name. */
    String application();

    /** Returns an argument of the call by its position from 0, or null if there is none. */
    default @Nullable Object argument(int position) {
        return null;
    }

    /** Returns the text inside an argument, or null if there is none. */
    default @Nullable String textIn(Source.Argument source) {
        return source.path().textIn(argument(source.position()));
    }

    /** Returns whether there is something inside an argument, even something without a text, such as a list. */
    default boolean has(Source.Argument source) {
        return source.path().exists(argument(source.position()));
    }

    /**
     * Returns the caller's address in its one spelling ({@link io.github.dubbogray.core.address.Address#canonical}), as {@code
     * 10.0.0.7} or {@code fd00::1}, or null if it is not known.
     */
    default @Nullable String callerAddress() {
        return null;
    }

    /** Returns a label of the caller's own instance, or null if it has none of that key. */
    default @Nullable String callerLabel(String key) {
        return null;
    }

    /** Returns an entry of the trace's baggage, or null if it has none of that key. */
    default @Nullable String baggage(String key) {
        return null;
    }

    /** Returns a header of the HTTP request at the entry, upper and lower case alike, or null. */
    default @Nullable String header(String name) {
        return null;
    }

    /** Returns a cookie of the HTTP request at the entry, or null. */
    default @Nullable String cookie(String name) {
        return null;
    }

    /** Returns the request's tag in its one spelling, or null if it has none; asked for switches only. */
    default @Nullable String tag() {
        return null;
    }

    /** Returns the lane that the process asking serves the request in, or null if it is not known; asked for switches only. */
    default @Nullable String lane() {
        return null;
    }

    /**
     * Told that the value of a source is longer than a regular expression looks at, so that the condition with this
     * expression does not hold. For those who count; told each time a condition meets one.
     */
    default void foundTooLong(Source source) {}

    /** Returns a parameter of the HTTP request's query at the entry, or null. */
    default @Nullable String query(String name) {
        return null;
    }
}
