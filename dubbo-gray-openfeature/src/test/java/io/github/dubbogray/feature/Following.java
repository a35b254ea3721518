package io.github.dubbogray.feature;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.feature.call.CallRequests;
import io.github.dubbogray.feature.text.LastGoodText;
import io.github.dubbogray.feature.text.TextSource;
import java.util.Optional;

/** Makes switches of shop that follow a text of a test's own. */
public final class Following {

    private Following() {}

    public static GraySwitches of(TextSource source) {
        return GraySwitches.of("shop", source, Optional.empty(), CallRequests.ofThread(), Owner.NOBODY);
    }

    public static GraySwitches of(TextSource source, LastGoodText lastGood) {
        return GraySwitches.of("shop", source, Optional.of(lastGood), CallRequests.ofThread(), Owner.NOBODY);
    }

    static GraySwitches of(TextSource source, Request call) {
        return GraySwitches.of("shop", source, Optional.empty(), call, Owner.NOBODY);
    }
}
