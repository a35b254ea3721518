package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.filter.context.Hops;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.Placements;
import java.util.HashMap;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.InvokeMode;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Says where a call went: to which application, into which lane, to an instance of which version, and then where that one's
 * own calls went. The caller finds it among the attachments of the response; the request being served collects it.
 */
final class HopReport {

    private final GrayApplication gray;
    private final HopTexts texts = new HopTexts();

    HopReport(GrayApplication gray) {
        this.gray = gray;
    }

    /** Remembers for whom a call was made whose answer arrives on another thread. */
    void called(Invocation invocation) {
        try {
            RequestScope scope = gray.reportsHops() ? RequestScope.current() : null;
            if (scope != null && invocation instanceof RpcInvocation call && call.getInvokeMode() != InvokeMode.SYNC) {
                CallNotes.begin(invocation).ofCaller(scope.hops());
            }
        } catch (Throwable bug) {
            Mishap.report(gray, "It is not said where a call went.", bug);
        }
    }

    /** Reports a call that was answered; on the caller's thread, unless {@link #called} remembers for whom it was. */
    void answered(Result result, Invocation invocation) {
        if (!gray.reportsHops()) {
            return;
        }
        try {
            String own = member(invocation);
            String hops = Hops.join(own, Hops.received(result.getObjectAttachment(Hops.KEY)));
            if (hops.isEmpty()) {
                return;
            }
            attach(hops, result);
            Hops caller = callerOf(invocation);
            if (caller != null) {
                caller.add(hops);
            }
        } catch (Throwable bug) {
            Mishap.report(gray, "It is not said where a call went.", bug);
        }
    }

    /** An answer of Triple without attachments has a map that cannot be changed; most have no other than this. */
    private static void attach(String hops, Result result) {
        if (result.getObjectAttachments().isEmpty()) {
            result.setObjectAttachments(new HashMap<>(2));
        }
        result.setAttachment(Hops.KEY, hops);
    }

    private static @Nullable Hops callerOf(Invocation invocation) {
        CallNotes notes = CallNotes.on(invocation);
        Hops noted = notes == null ? null : notes.ofCaller();
        if (noted != null) {
            return noted;
        }
        RequestScope scope = RequestScope.current();
        boolean isCallersThread = invocation instanceof RpcInvocation call && call.getInvokeMode() == InvokeMode.SYNC;
        return scope != null && isCallersThread ? scope.hops() : null;
    }

    /** Returns the member of this hop; empty if the callee's application is unknown, as with a direct URL. */
    private String member(Invocation invocation) {
        URL callee = CallNotes.calleeOf(invocation);
        String application = callee == null ? null : callee.getRemoteApplication();
        if (callee == null || application == null || application.isEmpty()) {
            return "";
        }
        Placement placement = Placements.lastOf(invocation);
        Tier tier = placement == null ? null : placement.tier();
        String lane = tier == null ? null : tier.lane();
        return texts.of(application, lane, gray.versionOf(callee));
    }
}
