package io.github.dubbogray.filter.call;

import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcInvocation;

/** An application's own filter behind the router that copies what it has on every call, as headers of an HTTP request. */
public final class CopyingFilter implements Filter {

    /** What it copies; of one test at a time. */
    static final Map<String, Object> ONTO_THE_CALL = new HashMap<>();

    static final Map<String, Object> INTO_THE_CONTEXT = new HashMap<>();

    /** For Dubbo's extension loader. */
    public CopyingFilter() {}

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        ((RpcInvocation) invocation).addObjectAttachments(ONTO_THE_CALL);
        INTO_THE_CONTEXT.forEach(RpcContext.getClientAttachment()::setObjectAttachment);
        return invoker.invoke(invocation);
    }
}
