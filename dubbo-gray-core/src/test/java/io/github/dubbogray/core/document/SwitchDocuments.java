package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.dubbogray.core.feature.Switches;

/** Documents of switches for tests. */
public final class SwitchDocuments {

    private SwitchDocuments() {}

    /** Returns the switches of a document of shop, its heading added. */
    public static Switches switches(String... lines) {
        return switchesOf("shop", lines);
    }

    /** Returns the switches of a document of an application, its heading added. */
    public static Switches switchesOf(String application, String... lines) {
        String text = "apiVersion: dubbo-gray/v1\napplication: " + application + "\nswitches:\n  "
                + String.join("\n  ", lines) + "\n";
        Switches switches = accepted(SwitchesReader.read(application, text));
        assertValid(text);
        return switches;
    }

    static Switches accepted(SwitchesReading reading) {
        assertThat(reading).isInstanceOf(SwitchesReading.Accepted.class);
        return ((SwitchesReading.Accepted) reading).switches();
    }

    /** Asserts that the published schema accepts a text. */
    private static void assertValid(String text) {
        try {
            assertThat(Schema.objectionsToSwitches(text)).as(text).isEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
