package io.github.dubbogray.spring.boot.sample;

import io.github.dubbogray.filter.GrayContext;
import java.util.Arrays;
import java.util.Optional;

/** The versions of an API that one process serves side by side. */
enum ApiVersion {
    V1,
    V2;

    /** What a request gets that names no version, or one that is not served here. */
    static final ApiVersion FALLBACK = V1;

    /** Returns the version that the current request's tag names, as {@code version=v2}, else {@link #FALLBACK}. */
    static ApiVersion ofRequest() {
        return GrayContext.tag()
                .flatMap(tag -> tag.wantedLabels().value("version"))
                .flatMap(ApiVersion::named)
                .orElse(FALLBACK);
    }

    private static Optional<ApiVersion> named(String name) {
        return Arrays.stream(values())
                .filter(version -> version.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
