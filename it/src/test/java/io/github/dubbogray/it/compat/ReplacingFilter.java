package io.github.dubbogray.it.compat;

import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcInvocation;

/**
 * A filter as applications have them, which puts attachments of its own in place of all there were. Where {@code
 * -Dprobe.replaces=true} says so.
 */
@Activate(group = CommonConstants.CONSUMER)
public final class ReplacingFilter implements Filter {

    private static final boolean IS_ON = Boolean.getBoolean("probe.replaces");

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (IS_ON && invocation instanceof RpcInvocation call) {
            call.setObjectAttachments(new HashMap<>(Map.of("replaced-by", "the application")));
        }
        return invoker.invoke(invocation);
    }
}
