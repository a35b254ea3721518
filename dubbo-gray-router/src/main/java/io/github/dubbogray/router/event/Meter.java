package io.github.dubbogray.router.event;

/** What is counted in one application since it started; every number only grows. */
public enum Meter {
    DOCUMENTS_ACCEPTED(
            "dubbo.gray.documents.accepted",
            "documents",
            "Documents that took effect; one that comes back after another, or after a refused one, counts again"),
    DOCUMENTS_REFUSED(
            "dubbo.gray.documents.refused", "documents", "Documents that were refused, each time one was published"),
    TAGS_DROPPED(
            "dubbo.gray.tags.dropped",
            "tags",
            "Tags that were no tags, or several at once; their requests were served as untagged"),
    TAGS_UNTRUSTED(
            "dubbo.gray.tags.untrusted",
            "tags",
            "Tags of callers that are not trusted; their requests were served as untagged"),
    TAGS_ALIASED("dubbo.gray.tags.aliased", "tags", "Tags that came in under another name than x-gray-tag"),
    LABELS_DRIFTED(
            "dubbo.gray.labels.drifted",
            "labels",
            "Labels of which an instance came to say one thing and the registry another, each once until that is over"),
    LABELS_MALFORMED(
            "dubbo.gray.labels.malformed",
            "labels",
            "What stood under a label's key in the registry and was no label, once for each instance, key and value"),
    CALLS_REFUSED(
            "dubbo.gray.calls.refused",
            "calls",
            "Routing passes for which no instance had capacity; a call that is retried counts each time"),
    BUGS("dubbo.gray.bugs", "calls", "Calls that this library's own bugs let pass unrouted (clause D4)"),
    VALUES_TOO_LONG(
            "dubbo.gray.values.too.long",
            "values",
            "Times that a condition did not hold because the value is longer than its regular expression looks at; a request"
                    + " may meet several such conditions"),
    EVENTS_DROPPED(
            "dubbo.gray.events.dropped",
            "events",
            "Events of which the application's listeners were not told, as too many waited for them"),
    ALERTS_DROPPED(
            "dubbo.gray.alerts.dropped",
            "alerts",
            "Incidents that were not told to the alert webhook: it refused them, was away for too long, or too many waited");

    private final String id;
    private final String unit;
    private final String description;

    Meter(String id, String unit, String description) {
        this.id = id;
        this.unit = unit;
        this.description = description;
    }

    /** Returns its name in lower case with dots, as Micrometer names meters: {@code dubbo.gray.calls.refused}. */
    public String id() {
        return id;
    }

    /** Returns what is counted, in the plural: {@code calls}. */
    public String unit() {
        return unit;
    }

    /** Returns what counts, in one sentence without a full stop. */
    public String description() {
        return description;
    }
}
