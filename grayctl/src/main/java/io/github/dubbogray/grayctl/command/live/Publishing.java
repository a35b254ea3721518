package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.live.Preview;
import io.github.dubbogray.grayctl.live.ReleaseSeen;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.output.Output;
import io.github.dubbogray.grayctl.traffic.Traffic;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import org.jspecify.annotations.Nullable;

/**
 * The way of every text into Nacos: what is wrong with it, what it would do, a question, and a swap for what was read before
 * all that.
 */
record Publishing(Surroundings surroundings, Output output, ServerOptions server, ChangeOptions change) {

    int publish(Nacos nacos, String application, ChangesDocument.Made made, @Nullable Traffic traffic, String action) {
        Preview preview = Preview.of(application, made.basis(), made.text(), nacos.instancesOf(application), traffic)
                .beside(new ReleaseSeen(nacos.releaseOf(application), made.takenBack()));
        if (!preview.isGood()) {
            return refused(preview);
        }
        if (preview.isThere()) {
            return answer(
                    preview, false, "revision " + preview.revision() + " is in Nacos already: nothing is changed");
        }
        preview.findings().forEach(this::show);
        preview.toLines().forEach(this::show);
        nacos.trialOf(application).ifPresent(this::warn);
        String pauses = preview.releases()
                .pausing()
                .map(release -> ", which pauses release " + release.id())
                .orElse("");
        if (!change.isConfirmed("Publish this for " + application + " in " + nacos.place() + pauses, output)) {
            answer(preview, false, "");
            return change.isDryRun() ? ExitCode.FINE : ExitCode.FINDINGS;
        }
        GrayDocuments.Noted noted = swap(nacos, preview, action);
        if (noted != GrayDocuments.Noted.YES) {
            output.complain("the document is published, but who did it and why does not stand beside it: "
                    + (noted == GrayDocuments.Noted.JOURNAL_UNREADABLE
                            ? "the journal is not one of grayctl's, and was left as it is"
                            : "the journal could not be written"));
        }
        return answer(preview, true, "published revision " + preview.revision());
    }

    /** A person who is asked sees what about, also where the answer itself is for a program. */
    private void show(String line) {
        if (output.isJson()) {
            output.remark(line);
        } else {
            output.line(line);
        }
    }

    private void show(Finding finding) {
        if (output.isJson()) {
            output.remark(finding);
        } else {
            output.line(finding);
        }
    }

    private void warn(String trial) {
        output.complain("some clients have another text in a beta of Nacos, revision "
                + DocumentReader.revisionOf(trial) + ", and keep it: end the beta in the console");
    }

    private int refused(Preview preview) {
        if (output.isJson()) {
            output.json(preview.toJson().put("published", false));
        } else {
            output.complain(preview.findings());
            output.complain("consumers would refuse this: nothing is changed");
        }
        return ExitCode.FINDINGS;
    }

    private GrayDocuments.Noted swap(Nacos nacos, Preview preview, String action) {
        try {
            return nacos.documents()
                    .publish(
                            preview.application(),
                            preview.basis(),
                            preview.next().text(),
                            new Change(
                                    surroundings.clock().instant(),
                                    change.author(server),
                                    action,
                                    change.reason(),
                                    preview.revisionBefore(),
                                    preview.revision()));
        } catch (NacosRequestException failure) {
            if (failure.kind() == NacosRequestException.Kind.CONFLICT) {
                throw new CommandFailure(
                        ExitCode.FINDINGS,
                        "somebody else has changed the document of " + preview.application()
                                + " meanwhile: nothing is changed; look at it and do it again");
            }
            throw failure;
        }
    }

    private int answer(Preview preview, boolean isPublished, String sentence) {
        if (output.isJson()) {
            JsonObject json = preview.toJson().put("published", isPublished);
            output.json(json);
        } else if (!sentence.isEmpty()) {
            output.line(sentence);
        }
        return ExitCode.FINE;
    }
}
