package io.github.dubbogray.core.document;

import static io.github.dubbogray.core.document.Severity.ERROR;
import static io.github.dubbogray.core.document.Severity.HINT;
import static io.github.dubbogray.core.document.Severity.WARNING;

import io.github.dubbogray.core.document.yaml.YamlReading;

/**
 * What kinds of problems there are, as an operator looks them up: {@code docs/messages.md} has a section for each code. A
 * code, once given, keeps its meaning; a kind that goes takes its code with it.
 */
public enum ProblemKind {
    /** The text is not YAML. */
    NOT_YAML("GRAY001", ERROR),

    /** A character looks like one of YAML's and is another. */
    LOOKALIKE("GRAY002", ERROR),

    /** There is nothing in the text. */
    EMPTY_TEXT("GRAY003", ERROR),

    /** A second document follows the first. */
    SECOND_DOCUMENT("GRAY004", ERROR),

    /** A key is there twice in one map. */
    KEY_TWICE("GRAY005", ERROR),

    /** An anchor or an alias. */
    ANCHOR("GRAY006", ERROR),

    /** A type was typed, as {@code !!str}. */
    EXPLICIT_TYPE("GRAY007", ERROR),

    /** A map or list where a key must be. */
    KEY_NOT_TEXT("GRAY008", ERROR),

    /** The text is too long, too deep, or holds too much. */
    TEXT_TOO_LARGE("GRAY009", ERROR),

    /** A key that is not known where it stands. */
    UNKNOWN_KEY("GRAY010", ERROR),

    /** A key that a later version of this library will know. */
    RESERVED_KEY("GRAY011", ERROR),

    /** A key that must be there is not. */
    MISSING_KEY("GRAY012", ERROR),

    /** A map, a list or nothing where something else must be. */
    WRONG_SHAPE("GRAY013", ERROR),

    /** A value that is none of those that the key may have. */
    WRONG_VALUE("GRAY014", ERROR),

    /** A text that cannot be the name of something. */
    NOT_A_NAME("GRAY015", ERROR),

    /** A format that this version does not read. */
    API_VERSION("GRAY016", ERROR),

    /** The document of another application. */
    OTHER_APPLICATION("GRAY017", ERROR),

    /** More of something than there may be. */
    TOO_MANY("GRAY018", ERROR),

    /** The same thing twice in one list or split. */
    TWICE("GRAY019", ERROR),

    /** A list or map that has nothing in it where that would mean nothing, or everything. */
    NOTHING_IN_IT("GRAY020", ERROR),

    /** A lane that is not declared. */
    UNKNOWN_LANE("GRAY021", ERROR),

    /** A lane with the other name of stable. */
    LANE_NAMED_DEFAULT("GRAY022", ERROR),

    /** A lane that falls back to itself. */
    OWN_FALLBACK("GRAY023", ERROR),

    /** A key that stable cannot have. */
    NOT_FOR_STABLE("GRAY024", ERROR),

    /** {@code includeGray} where stable has no labels of its own. */
    INCLUDE_GRAY_WITHOUT_LABELS("GRAY025", ERROR),

    /** Two rules with one id. */
    RULE_ID_TAKEN("GRAY026", ERROR),

    /** A text that is no source. */
    NOT_A_SOURCE("GRAY027", ERROR),

    /** A text that is no address and no network. */
    NOT_AN_ADDRESS("GRAY028", ERROR),

    /** A range whose ends are the wrong way round. */
    RANGE_REVERSED("GRAY029", ERROR),

    /** A regular expression that cannot be read, or is too large. */
    REGEX("GRAY030", ERROR),

    /** A sticky key where everything goes to one lane. */
    STICKY_WITHOUT_SPLIT("GRAY031", ERROR),

    /** Shares that do not add up to everything. */
    SHARES_SUM("GRAY032", ERROR),

    /** A return that does not rise to everything. */
    RETURN_NOT_RISING("GRAY033", ERROR),

    /** A longest ejection that is shorter than the first one. */
    MAX_EJECT_FOR("GRAY034", ERROR),

    /** An exception that is a failure and is ignored. */
    FAILURE_AND_IGNORED("GRAY035", ERROR),

    /** A document inside another file is refused. */
    DOCUMENT_REFUSED("GRAY036", ERROR),

    /** More errors than are shown. */
    MORE_ERRORS("GRAY037", ERROR),

    /** A release of stable. */
    RELEASE_OF_STABLE("GRAY038", ERROR),

    /** A rule that is not in the document in force. */
    UNKNOWN_RULE("GRAY039", ERROR),

    /** A rule whose share a release cannot move up to everything. */
    RULE_CANNOT_RAMP("GRAY040", ERROR),

    /** Steps of a release that do not rise to everything from below it. */
    STEPS_NOT_RISING("GRAY041", ERROR),

    /** A variant that the switch does not have. */
    UNKNOWN_VARIANT("GRAY050", ERROR),

    /** A rule behind one that claims every request. */
    RULE_NEVER_ASKED("GRAY101", WARNING),

    /** A rule behind one that claims all that it could. */
    RULE_HIDDEN("GRAY102", WARNING),

    /** Lanes that fall back to each other in a circle. */
    FALLBACK_CIRCLE("GRAY103", WARNING),

    /** Two lanes with the same instances. */
    SAME_LABELS("GRAY104", WARNING),

    /** A lane that leaves stable no instance. */
    STABLE_EMPTY("GRAY105", WARNING),

    /** Instances that are gray and stable at once. */
    SHARED_WITH_STABLE("GRAY106", WARNING),

    /** More warnings than are shown. */
    MORE_WARNINGS("GRAY107", WARNING),

    /** Instances that have stable's labels and are gray only. */
    TAKEN_FROM_STABLE("GRAY201", HINT),

    /** A lane that no rule gives. */
    LANE_WITHOUT_RULE("GRAY202", HINT),

    /** A share of everything. */
    SHARE_OF_ALL("GRAY203", HINT),

    /** A share of nothing. */
    SHARE_OF_NOTHING("GRAY204", HINT),

    /** More hints than are shown. */
    MORE_HINTS("GRAY205", HINT);

    private final String code;
    private final Severity severity;

    ProblemKind(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    /** Returns what the kind is called for ever: {@code GRAY014}. */
    public String code() {
        return code;
    }

    /** Returns how much a problem of this kind matters. */
    public Severity severity() {
        return severity;
    }

    static ProblemKind of(YamlReading.FaultKind fault) {
        return switch (fault) {
            case NOT_YAML -> NOT_YAML;
            case LOOKALIKE -> LOOKALIKE;
            case EMPTY -> EMPTY_TEXT;
            case SECOND_DOCUMENT -> SECOND_DOCUMENT;
            case KEY_TWICE -> KEY_TWICE;
            case ANCHOR -> ANCHOR;
            case EXPLICIT_TYPE -> EXPLICIT_TYPE;
            case KEY_NOT_TEXT -> KEY_NOT_TEXT;
            case TOO_LARGE -> TEXT_TOO_LARGE;
        };
    }

    /** Returns the kind that says how many more of a severity there are. */
    static ProblemKind more(Severity severity) {
        return switch (severity) {
            case ERROR -> MORE_ERRORS;
            case WARNING -> MORE_WARNINGS;
            case HINT -> MORE_HINTS;
        };
    }
}
