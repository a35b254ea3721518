package io.github.dubbogray.webhook;

/** Who is told how a delivery goes; nothing of it has a secret. Never throws. */
public interface DeliveryNews {

    /** What only the curious want to know. */
    void debug(String sentence);

    /** A receiver takes messages again. */
    void info(String sentence);

    /** Messages wait, or were dropped. */
    void warn(String sentence);

    /** Messages are given up. */
    void error(String sentence);

    /** One notice is dropped. */
    void dropped();
}
