package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.filter.context.Carried;
import io.github.dubbogray.filter.context.Hops;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.filter.context.SwitchedCall;
import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.filter.entry.EntryDecision;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.tag.TagText;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.common.stream.StreamObserver;
import org.apache.dubbo.rpc.BaseFilter;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Gives a provider's code the tag of the call it serves, for exactly as long as it serves it (clause R5): the call itself,
 * and each message of the stream that the caller sends. A refusal that the provider met on its way goes on to its caller as
 * a plain {@link org.apache.dubbo.rpc.RpcException}; where the calls it made went goes back with its answer.
 */
@Activate(group = CommonConstants.PROVIDER, order = Stations.ENTER)
public final class InboundTagFilter implements Filter, BaseFilter.Listener {

    private final GrayApplication gray;
    private final InboundTag inbound;

    /** For Dubbo's extension loader. */
    public InboundTagFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.inbound = new InboundTag(Entry.of(application).trust(), new TagText(gray.meters()));
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (!gray.isActive()) {
            return invoker.invoke(invocation);
        }
        try (RequestScope scope = enter(tagOf(invoker, invocation))) {
            Result result = invoker.invoke(invocation);
            served(result, invocation, scope);
            return result;
        }
    }

    private RequestScope enter(@Nullable Tag tag) {
        return tag == null && !gray.reportsHops() ? RequestScope.enterUntagged() : RequestScope.enter(tag);
    }

    private @Nullable Tag tagOf(Invoker<?> invoker, Invocation invocation) {
        try {
            CallNotes notes = CallNotes.on(invocation);
            EntryDecision entered = notes == null ? null : notes.entered();
            return entered == null
                    ? inbound.tagOf(invoker, invocation)
                    : entered.tag().orElse(null);
        } catch (Throwable bug) {
            Mishap.report(gray, "A call is served without its tag.", bug);
            refuse(invocation);
            return null;
        }
    }

    /** Dubbo would forward what nobody has judged, to a hop that may believe this application. */
    private void refuse(Invocation invocation) {
        try {
            inbound.refuse(invocation);
        } catch (Throwable bug) {
            Mishap.report(gray, "A call is served with a tag that nobody has judged.", bug);
        }
    }

    /** Looks after what comes later: messages of a stream, and hops that an asynchronous answer has still to meet. */
    private void served(Result result, Invocation invocation, RequestScope scope) {
        try {
            if (isAsynchronous(invocation)) {
                if (gray.reportsHops()) {
                    CallNotes.begin(invocation).ofAnswer(scope.hops());
                }
            } else if (result.getValue() instanceof StreamObserver<?> messages) {
                result.setValue(CarryingObserver.of(messages, Carried.of(scope)));
            } else {
                answer(scope.servedBy());
            }
        } catch (Throwable bug) {
            Mishap.report(gray, "A call is answered without its hops, or its stream runs without its tag.", bug);
        }
    }

    @Override
    public void onResponse(Result result, Invoker<?> invoker, Invocation invocation) {
        ended(invocation);
        // Dubbo refuses to serialize an exception class it does not know, and the caller would not learn the reason.
        if (result.getException() instanceof GrayRefusedException refused) {
            result.setException(refused.toPlain());
        }
    }

    @Override
    public void onError(Throwable error, Invoker<?> invoker, Invocation invocation) {
        ended(invocation);
    }

    private void ended(Invocation invocation) {
        try {
            if (gray.isActive() && isAsynchronous(invocation)) {
                SwitchedCall.answered();
                CallNotes notes = CallNotes.on(invocation);
                Hops hops = notes == null ? null : notes.ofAnswer();
                if (hops != null) {
                    answer(hops.text());
                }
            }
        } catch (Throwable bug) {
            Mishap.report(gray, "A call is answered without its hops.", bug);
        }
    }

    /** Dubbo would send back what the last call of this thread answered; this goes over it. */
    private static void answer(String hops) {
        if (!hops.isEmpty()) {
            RpcContext.getServerResponseContext().setAttachment(Hops.KEY, hops);
        }
    }

    private static boolean isAsynchronous(Invocation invocation) {
        return invocation.get(CommonConstants.PROVIDER_ASYNC_KEY) != null;
    }
}
