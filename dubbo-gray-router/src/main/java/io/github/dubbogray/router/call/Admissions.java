package io.github.dubbogray.router.call;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * What lanes that take a part of their requests answered a call, kept on it: each application's lane is asked once for a call,
 * however often it is tried, as the answer may use up one of few probes. Touched by one thread at a time.
 */
final class Admissions {

    private static final String KEY = "dubbo-gray.admissions";

    private final Map<String, Boolean> byApplication = new HashMap<>(2);

    private Admissions() {}

    /**
     * Returns whether an application's lane takes a call.
     *
     * @param asking asks the lane; called once for a call
     */
    static boolean isAdmitted(Invocation call, String application, BooleanSupplier asking) {
        Admissions known = on(call);
        Admissions answers = known == null ? new Admissions() : known;
        if (known == null) {
            call.put(KEY, answers);
        }
        return answers.byApplication.computeIfAbsent(application, name -> asking.getAsBoolean());
    }

    /** Returns whether an application's lane took a call before; one that was not asked did not. */
    static boolean wasAdmitted(Invocation call, String application) {
        Admissions known = on(call);
        return known != null && known.byApplication.getOrDefault(application, false);
    }

    private static @Nullable Admissions on(Invocation call) {
        return call.get(KEY) instanceof Admissions answers ? answers : null;
    }
}
