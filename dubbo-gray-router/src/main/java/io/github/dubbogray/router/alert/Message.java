package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.text.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one request tells.
 *
 * @param notices in the order in which it happened; at least one
 */
record Message(Sender sender, List<Notice> notices) {

    /** The shortest text that a robot cuts or refuses is 2 048 bytes, WeCom's. */
    static final int LONGEST_BYTES = 2_000;

    private static final int VERSION = 1;

    /** For how the last line says what is left out. */
    private static final int RESERVED_BYTES = 20;

    Message {
        notices = List.copyOf(notices);
    }

    /** Says it for people, a line for each notice; past {@value #LONGEST_BYTES} bytes only how many more there are. */
    String text() {
        StringBuilder text = new StringBuilder("dubbo-gray, seen by " + sender.describe() + ":");
        int bytes = bytes(text.toString());
        for (int i = 0; i < notices.size(); i++) {
            String line = "\n" + line(notices.get(i));
            bytes += bytes(line);
            if (bytes > LONGEST_BYTES - RESERVED_BYTES) {
                return text.append("\nand ")
                        .append(notices.size() - i)
                        .append(" more")
                        .toString();
            }
            text.append(line);
        }
        return text.toString();
    }

    private static String line(Notice notice) {
        return notice.time() + " " + (notice instanceof Notice.Over ? "over: " : "")
                + notice.subject().application() + ": " + notice.describe();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns all of it for programs. */
    JsonObject toJson() {
        return new JsonObject()
                .put("version", VERSION)
                .put("consumer", sender.toJson())
                .put("text", text())
                .put("incidents", notices.stream().map(NoticeJson::of).toList());
    }
}
