package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.text.JsonObject;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.qos.api.CommandContext;
import org.jspecify.annotations.Nullable;

/** What a command answers. */
sealed interface Reply {

    /** What was asked for; only the form that is asked for is made. */
    record Told(Supplier<JsonObject> json, Supplier<String> text) implements Reply {}

    /** It cannot be answered: why, in a sentence without a full stop. */
    record Refused(String problem) implements Reply {}

    /** What a command takes. */
    record Grammar(String command, Set<String> withValue, int words) {}

    /**
     * Answers a command: in the form that is asked for, or with one line that says what is wrong, over HTTP with status 400.
     * Never throws, as Dubbo would answer with whatever message that has.
     */
    static String of(
            CommandContext context,
            Grammar grammar,
            String @Nullable [] args,
            Function<CommandLine.Read, Reply> command) {
        boolean isJson = CommandLine.isJson(args);
        try {
            CommandLine line = CommandLine.read(
                    context.isHttp() ? CommandLine.Origin.HTTP : CommandLine.Origin.TELNET,
                    args,
                    grammar.withValue(),
                    grammar.words());
            Reply reply = line instanceof CommandLine.Read read
                    ? command.apply(read)
                    : new Refused(((CommandLine.Malformed) line).problem());
            if (reply instanceof Told told) {
                return isJson ? told.json().get().toString() : told.text().get().stripTrailing();
            }
            return refusal(context, 400, grammar, isJson, ((Refused) reply).problem());
        } catch (Throwable bug) { // also an error: who asks gets a line, the log the rest
            LoggerFactory.getLogger(Reply.class).error(grammar.command() + " cannot answer", bug);
            return refusal(
                    context,
                    500,
                    grammar,
                    isJson,
                    "it cannot answer, " + bug.getClass().getName() + "; the log says more");
        }
    }

    private static String refusal(
            CommandContext context, int httpCode, Grammar grammar, boolean isJson, String problem) {
        context.setHttpCode(httpCode);
        String line = grammar.command() + ": " + problem;
        return isJson ? new JsonObject().put("error", line).toString() : line;
    }
}
