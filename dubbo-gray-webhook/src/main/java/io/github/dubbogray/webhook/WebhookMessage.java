package io.github.dubbogray.webhook;

import io.github.dubbogray.core.text.JsonObject;

/** What one request tells. */
public interface WebhookMessage {

    /** Says it for people: what robots show, of at most {@value RobotText#LONGEST_BYTES} bytes. */
    String text();

    /** Returns all of it for programs. */
    JsonObject toJson();
}
