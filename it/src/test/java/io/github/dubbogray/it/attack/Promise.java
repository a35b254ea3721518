package io.github.dubbogray.it.attack;

/** What {@code docs/entry.md} promises about trust. Each attack names the promise that it would break. */
enum Promise {
    EVERYONE("| `all` (default) | everyone |"),
    NOBODY("| `none` | nobody |"),
    NETWORKS("senders in them; names are not resolved"),
    SIGNED("| `signature` | whoever signs with one of `dubbo.gray.entry.secret` |"),
    EVERY_NAME("at entries under any of its names, and on Dubbo calls, `dubbo` and `tri`"),
    EVERY_SPELLING("A tag that is not believed is dropped, in every spelling and type that Dubbo would forward"),
    NO_SECOND_HOP("it is colored at an entry, and goes on untagged at a hop"),
    PEER("On a Triple port `X-Forwarded-For` never counts"),
    ONE_VALUE("A header or cookie that is there more than once is ambiguous, even with equal values, and no tag"),
    WINDOW("A signature holds while its time is at most `dubbo.gray.entry.signature-window` seconds"),
    ONE_TAG("can repeat that tag, not another, until the window ends");

    private final String words;

    Promise(String words) {
        this.words = words;
    }

    /** Returns the page's own words, on one line. */
    String words() {
        return words;
    }
}
