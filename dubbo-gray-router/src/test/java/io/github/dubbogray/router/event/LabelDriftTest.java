package io.github.dubbogray.router.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LabelDriftTest {

    @Nested
    class Describe {

        @Test
        void changedValue_namesBoth() {
            assertThat(drift("v1", "v2").describe())
                    .isEqualTo("10.0.0.7:20880 of demo-provider registers version=v1, the registry says version=v2");
        }

        @Test
        void addedLabel_wasNotRegistered() {
            assertThat(drift("", "v2").describe())
                    .isEqualTo("10.0.0.7:20880 of demo-provider registers no version, the registry says version=v2");
        }

        @Test
        void removedLabel_isNotInTheRegistry() {
            assertThat(drift("v1", "").describe())
                    .isEqualTo("10.0.0.7:20880 of demo-provider registers version=v1, the registry says no version");
        }

        private static LabelDrift drift(String registered, String effective) {
            return new LabelDrift("demo-provider", "10.0.0.7:20880", "version", registered, effective);
        }
    }
}
