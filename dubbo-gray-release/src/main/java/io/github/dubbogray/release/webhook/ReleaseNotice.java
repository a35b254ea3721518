package io.github.dubbogray.release.webhook;

import io.github.dubbogray.core.release.Action;
import io.github.dubbogray.core.text.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** What people are told of a release, or of an incident of one. */
record ReleaseNotice(Instant time, Action.Level level, String application, String text) {

    String line() {
        return time + " " + level + " " + application + ": " + text;
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("key", "dubbo-gray/" + application + "/release")
                .put("level", level.name().toLowerCase(Locale.ROOT))
                .put("application", application)
                .put("time", time.toString())
                .put("text", text);
    }
}
