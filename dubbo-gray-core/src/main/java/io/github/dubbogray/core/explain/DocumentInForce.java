package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import java.util.Locale;

/**
 * Which document of an application a request was under.
 *
 * @param revision names its text, {@link Table#NO_REVISION} where there is none
 * @param mode whether tags and rules were in force
 */
public record DocumentInForce(String application, String revision, Table.Mode mode) {

    static DocumentInForce of(Table table) {
        return new DocumentInForce(table.application(), table.revision(), table.mode());
    }

    String describe() {
        return "application " + application + ", revision " + revision + ", " + modeName();
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("application", application)
                .put("revision", revision)
                .put("mode", modeName());
    }

    private String modeName() {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
