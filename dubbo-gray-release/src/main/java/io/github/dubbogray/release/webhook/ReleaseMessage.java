package io.github.dubbogray.release.webhook;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.webhook.RobotText;
import io.github.dubbogray.webhook.WebhookMessage;
import java.util.List;

/**
 * What one request tells of a release.
 *
 * @param process who runs it
 * @param notices in the order in which it happened; at least one
 */
record ReleaseMessage(String process, List<ReleaseNotice> notices) implements WebhookMessage {

    private static final int VERSION = 1;

    ReleaseMessage {
        notices = List.copyOf(notices);
    }

    @Override
    public String text() {
        return RobotText.of(
                "dubbo-gray, release controller " + process + ":",
                notices.stream().map(ReleaseNotice::line).toList());
    }

    @Override
    public JsonObject toJson() {
        return new JsonObject()
                .put("version", VERSION)
                .put("controller", new JsonObject().put("process", process))
                .put("text", text())
                .put("releases", notices.stream().map(ReleaseNotice::toJson).toList());
    }
}
