package io.github.dubbogray.feature;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.feature.call.CallRequests;
import io.github.dubbogray.feature.text.LastGoodText;
import io.github.dubbogray.feature.text.TextSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Makes switches of shop that follow a text of a test's own. */
public final class Following {

    private Following() {}

    public static GraySwitches of(TextSource source) {
        return GraySwitches.of("shop", source, Optional.empty(), CallRequests.ofThread(), Owner.NOBODY, new AtOnce());
    }

    public static GraySwitches of(TextSource source, LastGoodText lastGood) {
        return GraySwitches.of(
                "shop", source, Optional.of(lastGood), CallRequests.ofThread(), Owner.NOBODY, new AtOnce());
    }

    static GraySwitches of(TextSource source, Request call) {
        return GraySwitches.of("shop", source, Optional.empty(), call, Owner.NOBODY, new AtOnce());
    }

    /** Does what is to be done now on the thread that asks for it, so that a test sees it done. */
    private static final class AtOnce extends ScheduledThreadPoolExecutor {

        AtOnce() {
            super(1);
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
