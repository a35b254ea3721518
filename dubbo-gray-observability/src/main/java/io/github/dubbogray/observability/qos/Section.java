package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.router.GrayApplication;

/** What a report says of one application in which the library is on. */
interface Section {

    /** Adds it to an object that has the application's name. */
    void addTo(JsonObject json);

    /** Adds it below a line that has the application's name. */
    void addTo(Lines lines);

    /** Looks at an application. */
    @FunctionalInterface
    interface Look {
        Section at(Asked asked, GrayApplication gray);
    }
}
