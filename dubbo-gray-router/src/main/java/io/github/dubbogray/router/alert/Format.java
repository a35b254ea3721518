package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.text.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In which shape a message is sent, and how its receiver says that it was not taken. */
enum Format {
    /** All there is to say, for programs. */
    GENERIC(Message::toJson, Answers.BY_STATUS),
    /** DingTalk's custom robot. */
    DINGTALK(
            message -> new JsonObject()
                    .put("msgtype", "text")
                    .put("text", new JsonObject().put("content", message.text())),
            Answers.of("errcode", -1L, 130101L)),
    /** Feishu's, or Lark's, custom bot. */
    FEISHU(
            message -> new JsonObject()
                    .put("msg_type", "text")
                    .put("content", new JsonObject().put("text", message.text())),
            Answers.of("code", 11232L)),
    /** WeCom's group robot. */
    WECOM(
            message -> new JsonObject()
                    .put("msgtype", "text")
                    .put("text", new JsonObject().put("content", message.text())),
            Answers.of("errcode", -1L, 45009L)),
    /** Slack's incoming webhook. */
    SLACK(message -> new JsonObject().put("text", escapedForSlack(message.text())), Answers.BY_STATUS);

    private final Function<Message, JsonObject> shape;
    private final Answers answers;

    /**
     * How a receiver that answers 200 says in the body whether it took a message.
     *
     * @param code finds the number that is 0 if it did
     * @param passing numbers of what passes: too many messages in a minute, or a busy server
     */
    private record Answers(Pattern code, List<Long> passing) {

        /** The status says it. */
        static final Answers BY_STATUS = new Answers(Pattern.compile("(?!)"), List.of());

        static Answers of(String key, Long... passing) {
            return new Answers(Pattern.compile("\"" + key + "\"\\s*:\\s*(-?\\d{1,18})"), List.of(passing));
        }

        OptionalLong codeIn(String body) {
            Matcher found = code.matcher(body);
            return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
        }
    }

    Format(Function<Message, JsonObject> shape, Answers answers) {
        this.shape = shape;
        this.answers = answers;
    }

    /** Returns the one of a name, as it is spelled in properties. */
    static Optional<Format> of(String name) {
        return Stream.of(values()).filter(format -> format.spelling().equals(name)).findFirst();
    }

    /** Returns all names, as a sentence lists them. */
    static String spellings() {
        return Stream.of(values()).map(Format::spelling).collect(Collectors.joining(", "));
    }

    private String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes a message. */
    String write(Message message) {
        return shape.apply(message).toString();
    }

    /**
     * Returns what became of a message that was answered with a status of success.
     *
     * @param body the beginning of it; one without the number that this receiver sends counts as success
     */
    Attempt read(String body) {
        OptionalLong code = answers.codeIn(body);
        if (code.isEmpty() || code.getAsLong() == 0) {
            return new Attempt.Delivered();
        }
        String cause = "code " + code.getAsLong();
        return answers.passing().contains(code.getAsLong())
                ? new Attempt.Failed(cause, "answers " + body)
                : new Attempt.Refused(cause, "answers " + body);
    }

    /** Slack reads three letters as markup, and no others where there is no markup. */
    private static String escapedForSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
