package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.entry.EntryDecision;
import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.tag.TagAttachments;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** A request that enters an application and that Dubbo serves as a call, as REST on its Triple port. */
public final class EnteringCall {

    private EnteringCall() {}

    /**
     * Decides the tag of a request, and puts it into the call in place of what came with it. Never throws.
     *
     * @param application the one that is entered
     */
    public static void settle(ApplicationModel application, Invocation call, EntryRequest request) {
        GrayApplication gray = GrayApplication.of(application);
        if (!gray.isActive()) {
            return;
        }
        EntryDecision decision = GrayEntry.of(application).decide(request);
        try {
            TagAttachments.removeFrom(call.getObjectAttachments());
            decision.tag().ifPresent(tag -> call.setAttachment(Tag.KEY, tag.text()));
            CallNotes.begin(call).entered(decision);
        } catch (Throwable bug) {
            Mishap.report(gray, "A request enters with the attachments it has.", bug);
        }
    }
}
