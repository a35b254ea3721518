package io.github.dubbogray.filter.client;

/** The service of {@link HttpDubboHttpTest}. Dubbo would take the dollar sign of a nested type's name for a placeholder. */
public interface Tags {

    /** Returns the tags from here to the end. */
    String tags(String name);
}
