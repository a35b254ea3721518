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
        return of(source, Optional.empty(), CallRequests.ofThread());
    }

    public static GraySwitches of(TextSource source, LastGoodText lastGood) {
        return of(source, Optional.of(lastGood), CallRequests.ofThread());
    }

    static GraySwitches of(TextSource source, Request call) {
        return of(source, Optional.empty(), call);
    }

    private static GraySwitches of(TextSource source, Optional<LastGoodText> lastGood, Request call) {
        return new GraySwitches("shop", source, lastGood, call, Owner.NOBODY, new AtOnce()).begun();
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
