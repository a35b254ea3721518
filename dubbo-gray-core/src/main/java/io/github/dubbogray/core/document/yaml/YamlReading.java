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
    record Fault(FaultKind kind, Place place, String message) {}

    /** What may be wrong with a text. */
    enum FaultKind {
        /** It is not YAML. */
        NOT_YAML,
        /** A character looks like one of YAML's and is another. */
        LOOKALIKE,
        /** There is nothing in it. */
        EMPTY,
        /** A second document follows the first. */
        SECOND_DOCUMENT,
        /** A key is there twice in one map. */
        KEY_TWICE,
        /** An anchor or an alias. */
        ANCHOR,
        /** A type was typed. */
        EXPLICIT_TYPE,
        /** A map or list where a key must be. */
        KEY_NOT_TEXT,
        /** It is too long, too deep, or holds too much. */
        TOO_LARGE
    }
}
