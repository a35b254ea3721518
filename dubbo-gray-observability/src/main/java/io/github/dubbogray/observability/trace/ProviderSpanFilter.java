package io.github.dubbogray.observability.trace;

import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.call.Stations;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.router.GrayApplication;
import java.util.function.BiConsumer;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Has the span of a call that is served say its tag, and the lane of this instance by its own document. */
@Activate(group = CommonConstants.PROVIDER, order = Stations.SPAN_SERVED)
public final class ProviderSpanFilter implements Filter {

    private final GrayApplication gray;
    private final Spans.Attributes attributes = (call, span) -> describe(span);

    /** For Dubbo's extension loader. */
    public ProviderSpanFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (gray.isActive() && !Spans.present().areNone()) {
            try {
                Spans.present().ofProvider(invocation, attributes);
            } catch (Throwable bug) {
                Mishap.report(gray, "The span of a call does not say how it came.", bug);
            }
        }
        return invoker.invoke(invocation);
    }

    private void describe(BiConsumer<String, String> span) {
        Tag tag = RequestScope.currentTag();
        SpanAttributes.put(SpanAttributes.TAG, tag == null ? null : tag.text(), span);
        gray.ownTable().laneOf(gray.labels()).map(Lane::name).ifPresent(lane -> span.accept(SpanAttributes.LANE, lane));
    }
}
