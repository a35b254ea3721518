package io.github.dubbogray.feature.call;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.TraceBaggage;
import io.github.dubbogray.router.call.WireAttachments;
import java.util.Locale;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcContextAttachment;
import org.apache.dubbo.rpc.RpcServiceContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * The Dubbo call that a thread serves; where it serves none, the one that it prepares. It keeps nothing of a call: each
 * question is put to the thread's own context.
 */
public final class DubboCall implements Request {

    private final ApplicationModel model;

    /** Null until it is asked for, which may be before the application is configured; kept, for a destroyed one has none. */
    private volatile @Nullable GrayApplication gray;

    /**
     * The calls of an application.
     *
     * @param model the application that asks: its labels, and the lane that it is in
     */
    public DubboCall(ApplicationModel model) {
        this.model = model;
    }

    static Request ofDefaultApplication() {
        return new DubboCall(ApplicationModel.defaultModel());
    }

    /** A key that is not there letter by letter is looked up once more in lower case, as protocols over HTTP send it. */
    @Override
    public @Nullable String attachment(String key) {
        String served = in(RpcContext.getServerAttachment(), key);
        return served != null ? served : in(RpcContext.getClientAttachment(), key);
    }

    private static @Nullable String in(RpcContextAttachment attachments, String key) {
        if (attachments.getObjectAttachments().isEmpty()) {
            return null; // before another spelling of the key is made
        }
        String exact = WireAttachments.text(attachments.getObjectAttachment(key));
        return exact != null ? exact : WireAttachments.text(attachments.getObjectAttachment(lower(key)));
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT); // the very same text where it is in lower case already
    }

    @Override
    public String method() {
        return orEmpty(context().getMethodName());
    }

    @Override
    public String service() {
        return context().getUrl() == null ? "" : orEmpty(context().getUrl().getServiceInterface());
    }

    /** Returns the name of the application that calls. */
    @Override
    public String application() {
        return orEmpty(context().getRemoteApplicationName());
    }

    @Override
    public @Nullable Object argument(int position) {
        Object[] arguments = context().getArguments();
        return arguments != null && position < arguments.length ? arguments[position] : null;
    }

    @Override
    public @Nullable String callerAddress() {
        return context().getRemoteAddress() == null
                ? null
                : Address.canonical(context().getRemoteHost());
    }

    @Override
    public @Nullable String callerLabel(String key) {
        return gray().labels().toMap().get(key);
    }

    @Override
    public @Nullable String baggage(String key) {
        return TraceBaggage.value(key);
    }

    @Override
    public @Nullable String tag() {
        return GrayContext.tag().map(Tag::text).orElse(null);
    }

    @Override
    public @Nullable String lane() {
        return gray().ownTable().laneOf(gray().labels()).map(Lane::name).orElse(null);
    }

    private GrayApplication gray() {
        GrayApplication known = gray;
        if (known == null) {
            known = GrayApplication.of(model);
            gray = known;
        }
        return known;
    }

    private static RpcServiceContext context() {
        return RpcContext.getServiceContext();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
