package io.github.dubbogray.core.document.yaml;

import java.util.List;

/** What a text is as YAML. */
public sealed interface YamlReading {

    /** Returns what is wrong. */
    List<Fault> faults();

    /**
     * The text is YAML.
     *
     * @param faults what YAML allows and documents do not, such as duplicate keys; empty if all is well
     */
    record Parsed(YamlItem root, List<Fault> faults) implements YamlReading {

        public Parsed {
            faults = List.copyOf(faults);
        }
    }

    /** The text is not; its last fault is where reading ended. */
    record Broken(List<Fault> faults) implements YamlReading {

        public Broken {
            faults = List.copyOf(faults);
        }
    }

    /** Something that is wrong at a place. */
    record Fault(Place place, String message) {}
}
