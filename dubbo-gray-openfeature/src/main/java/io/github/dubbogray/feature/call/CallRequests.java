package io.github.dubbogray.feature.call;

import io.github.dubbogray.core.rule.Request;

/** The request that a thread serves, as rules see it. */
public final class CallRequests {

    private static final String[] NEEDED = {"org.apache.dubbo.rpc.RpcContext", "io.github.dubbogray.filter.GrayContext"
    };

    private CallRequests() {}

    /**
     * Returns the request of whatever call the asking thread serves at the time of asking: where Dubbo and the filters are
     * on the class path, its attachments, tag, lane and caller; where not, one that has nothing.
     */
    public static Request ofThread() {
        return isDubboThere() ? dubbo() : NoCall.INSTANCE;
    }

    /** In a method of its own, so that no class of Dubbo is looked for where there is none. */
    private static Request dubbo() {
        return DubboCall.ofDefaultApplication();
    }

    private static boolean isDubboThere() {
        try {
            for (String name : NEEDED) {
                Class.forName(name, false, CallRequests.class.getClassLoader());
            }
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
