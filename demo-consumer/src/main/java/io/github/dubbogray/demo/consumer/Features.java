package io.github.dubbogray.demo.consumer;

import io.github.dubbogray.feature.GraySwitch;
import io.github.dubbogray.feature.SwitchName;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /features}: what the user in the header {@code user-id} gets of this application's switches. The document of
 * switches is followed from the first request on.
 */
@RestController
@Lazy
class Features {

    private static final String USER_V2 = "feature.user.v2";

    private final GraySwitch<Boolean> userV2;

    Features(@SwitchName(USER_V2) GraySwitch<Boolean> userV2) {
        this.userV2 = userV2;
    }

    @GetMapping("/features")
    Map<String, Boolean> features(@RequestHeader(name = "user-id", required = false) @Nullable String userId) {
        return Map.of(USER_V2, userV2.get(userId == null ? Map.of() : Map.of("user-id", userId)));
    }
}
