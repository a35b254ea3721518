package io.github.dubbogray.webhook;

import io.github.dubbogray.core.text.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In which shape a message is sent, and how its receiver says that it was not taken. */
public enum Format {
    /** All there is to say, for programs. */
    GENERIC {
        @Override
        JsonObject shape(WebhookMessage message) {
            return message.toJson();
        }
    },
    /** DingTalk's custom robot. */
    DINGTALK("errcode", 130101) {
        @Override
        JsonObject shape(WebhookMessage message) {
            return new JsonObject().put("msgtype", "text").put("text", new JsonObject().put("content", message.text()));
        }
    },
    /** Feishu's, or Lark's, custom bot. */
    FEISHU("code", 11232) {
        @Override
        JsonObject shape(WebhookMessage message) {
            return new JsonObject()
                    .put("msg_type", "text")
                    .put("content", new JsonObject().put("text", message.text()));
        }
    },
    /** WeCom's group robot. */
    WECOM("errcode", 45009) {
        @Override
        JsonObject shape(WebhookMessage message) {
            return DINGTALK.shape(message);
        }
    },
    /** Slack's incoming webhook. */
    SLACK {
        @Override
        JsonObject shape(WebhookMessage message) {
            return new JsonObject().put("text", escapedForSlack(message.text()));
        }
    };

    /** What robots answer that have no time now. */
    private static final long BUSY = -1;

    /** Under which key a body has the number that is 0 where the message was taken; empty where the status says it all. */
    private final String codeKey;

    /** The number for too many messages in a minute. */
    private final long tooMany;

    Format() {
        this("", 0);
    }

    Format(String codeKey, long tooMany) {
        this.codeKey = codeKey;
        this.tooMany = tooMany;
    }

    /** Returns the one of a name, as it is spelled in properties. */
    public static Optional<Format> of(String name) {
        return Stream.of(values())
                .filter(format -> format.spelling().equals(name))
                .findFirst();
    }

    /** Returns all names, as a sentence lists them. */
    public static String spellings() {
        return Stream.of(values()).map(Format::spelling).collect(Collectors.joining(", "));
    }

    private String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract JsonObject shape(WebhookMessage message);

    /** Writes a message. */
    public String write(WebhookMessage message) {
        return shape(message).toString();
    }

    /**
     * Returns what became of a message that was answered with a status of success.
     *
     * @param body the beginning of it; one without the number that this receiver sends counts as success
     */
    Attempt read(String body) {
        OptionalLong code = codeIn(body);
        if (code.isEmpty() || code.getAsLong() == 0) {
            return new Attempt.Delivered();
        }
        String cause = "code " + code.getAsLong();
        return code.getAsLong() == tooMany || code.getAsLong() == BUSY
                ? new Attempt.Failed(cause, "answers " + body)
                : new Attempt.Refused(cause, "answers " + body);
    }

    private OptionalLong codeIn(String body) {
        if (codeKey.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher found =
                Pattern.compile("\"" + codeKey + "\"\\s*:\\s*(-?\\d{1,18})").matcher(body);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    /** Slack reads three letters as markup, and no others where there is no markup. */
    private static String escapedForSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
