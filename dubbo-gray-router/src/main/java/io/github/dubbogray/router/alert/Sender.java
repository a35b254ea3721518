package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.text.JsonObject;

/**
 * Who tells.
 *
 * @param application the consumer
 * @param process which of its processes: {@code 4711@host}
 */
record Sender(String application, String process) {

    String describe() {
        return application + " (" + process + ")";
    }

    JsonObject toJson() {
        return new JsonObject().put("application", application).put("process", process);
    }
}
