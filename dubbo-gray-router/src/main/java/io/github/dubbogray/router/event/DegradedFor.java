package io.github.dubbogray.router.event;

import java.util.Locale;

/** Why what is in force may not be what the config centre has. */
public enum DegradedFor {
    /** There is no connection to it. */
    AWAY("the config centre is away"),
    /** It refuses to answer, as to an account that it does not take. */
    UNANSWERED("the config centre gives no answer: it may not take the account, or not for this document"),
    /** It shows no document, which may be a failed question. */
    UNCONFIRMED("the config centre shows no document and is asked again"),
    /** Its document went while there was no connection, so that nobody knows whether somebody wanted that. */
    REMOVED("the config centre lost the document, or somebody removed it, while there was no connection to it");

    private final String words;

    DegradedFor(String words) {
        this.words = words;
    }

    /** Returns its name in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says it, to be put behind a comma. */
    public String describe() {
        return words;
    }
}
