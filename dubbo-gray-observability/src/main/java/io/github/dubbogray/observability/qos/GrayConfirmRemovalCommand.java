package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Set;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code grayConfirmRemoval}: an operator says that a document was to go whose removal nobody was seen to make. In
 * every application of the process that doubts it, nothing is in force for that provider application from then on.
 */
@Cmd(
        name = "grayConfirmRemoval",
        summary = "Gray release: a document that is gone since a connection broke was to go.",
        example = {"grayConfirmRemoval shop", "grayConfirmRemoval shop --json"})
public final class GrayConfirmRemovalCommand implements BaseCommand {

    private static final Reply.Grammar GRAMMAR = new Reply.Grammar("grayConfirmRemoval", Set.of(), 1);

    private final FrameworkModel framework;

    /** For Dubbo's extension loader. */
    public GrayConfirmRemovalCommand(FrameworkModel framework) {
        this.framework = framework;
    }

    @Override
    public String execute(CommandContext context, String @Nullable [] args) {
        return Reply.of(context, GRAMMAR, args, this::reply);
    }

    private Reply reply(CommandLine.Read line) {
        if (line.words().isEmpty()) {
            return new Reply.Refused("which document? The name of the provider application must follow");
        }
        String provider = line.words().get(0).text();
        List<String> confirmed = Asked.all(framework.getApplicationModels()).stream()
                .filter(asked -> asked.active()
                        .map(gray -> gray.documents().confirmRemoval(provider))
                        .orElse(false))
                .map(Asked::name)
                .toList();
        return confirmed.isEmpty()
                ? new Reply.Refused(line.words().get(0).describe() + " has no document here whose removal is in doubt; "
                        + "grayStatus tells of those that have")
                : new Reply.Told(
                        () -> new JsonObject().put("provider", provider).putTexts("applications", confirmed),
                        () -> "the document of " + Quoted.of(provider) + " is gone, for application "
                                + String.join(", ", confirmed));
    }
}
