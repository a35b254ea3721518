package io.github.dubbogray.router.event;

/** Where the text of a document comes from. */
public enum DocumentOrigin {
    CONFIG_CENTRE("from the config centre"),
    CLIENT_COPY("from the copy of the config centre's client, the config centre is away"),
    LAST_GOOD_FILE("from the last good file, the config centre is away"),
    LAST_GOOD_UNCONFIRMED("from the last good file, the config centre shows no document and is asked again"),
    LAST_GOOD_REMOVED("kept, though the config centre has none any more: nobody was seen to remove it"),
    LAST_GOOD_INSTEAD("from the last good file, the config centre's text is refused");

    private final String words;

    DocumentOrigin(String words) {
        this.words = words;
    }

    /** Says it, to be put behind a comma: {@code from the config centre}. */
    public String describe() {
        return words;
    }
}
