package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.webhook.RobotText;
import io.github.dubbogray.webhook.WebhookMessage;
import java.util.List;

/**
 * What one request tells.
 *
 * @param notices in the order in which it happened; at least one
 */
record Message(Sender sender, List<Notice> notices) implements WebhookMessage {

    static final int LONGEST_BYTES = RobotText.LONGEST_BYTES;

    private static final int VERSION = 1;

    Message {
        notices = List.copyOf(notices);
    }

    @Override
    public String text() {
        return RobotText.of(
                "dubbo-gray, seen by " + sender.describe() + ":",
                notices.stream().map(Message::line).toList());
    }

    private static String line(Notice notice) {
        return notice.time() + " " + (notice instanceof Notice.Over ? "over: " : "")
                + notice.subject().application() + ": " + notice.describe();
    }

    @Override
    public JsonObject toJson() {
        return new JsonObject()
                .put("version", VERSION)
                .put("consumer", sender.toJson())
                .put("text", text())
                .put("incidents", notices.stream().map(NoticeJson::of).toList());
    }
}
