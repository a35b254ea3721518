package io.github.dubbogray.core.rule;

import org.jspecify.annotations.Nullable;

/** What rules may ask of a request. Adapters implement it over their own request object; no method may throw. */
public interface Request {

    /** Returns an attachment, or null if the request has none of that key. */
    @Nullable String attachment(String key);

    /** Returns the method's name, without parameters. */
    String method();

    /** Returns the service's interface name. */
    String service();

    /** Returns the calling application's name. */
    String application();
}
