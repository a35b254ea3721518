package io.github.dubbogray.router.meter;

import java.util.List;

/**
 * What is counted and measured in one application. Names are Micrometer's, in lower case with dots; a counter's value only
 * grows. Values of tags come from documents and from the registry's labels, never from a request, and are bounded, see
 * {@link Meters#MOST_SERIES}.
 */
public enum Meter {
    COLORINGS(
            Kind.COUNTER,
            "dubbo.gray.colorings",
            "requests",
            List.of(Tags.APPLICATION, Tags.REASON, Tags.RULE, Tags.LANE),
            "Requests that came without a tag, by what the application's document made of them: "
                    + "a rule claims it (rule), such requests are pinned to stable (pinned), the entry's default version "
                    + "(default), or nothing (none)"),
    PLACEMENTS(
            Kind.COUNTER,
            "dubbo.gray.placements",
            "calls",
            List.of(Tags.APPLICATION, Tags.WANTED, Tags.LANE, Tags.OUTCOME),
            "Routing passes by the lane that was wanted, the one that serves and how: placed, fell_back, or refused where no "
                    + "instance has capacity; a call that is retried counts each time"),
    CALLS(
            Kind.TIMER,
            "dubbo.gray.calls",
            "seconds",
            List.of(Tags.APPLICATION, Tags.LANE, Tags.VERSION, Tags.OUTCOME),
            "How long tries of calls took, by how they ended as the caller sees it: success, failure, or ignored where "
                    + "the instance is not to blame"),
    CALLS_SLOW(
            Kind.COUNTER,
            "dubbo.gray.calls.slow",
            "calls",
            List.of(Tags.APPLICATION, Tags.LANE, Tags.VERSION),
            "Tries that took longer than the document calls slow for their lane"),
    TIME_TO_SERVICE(
            Kind.TIMER,
            "dubbo.gray.time.to.service",
            "seconds",
            List.of(Tags.APPLICATION, Tags.LANE, Tags.VERSION),
            "From when this application was told of an instance, where it had others already, until it had the first good "
                    + "answer of it"),
    RETRIES(
            Kind.COUNTER,
            "dubbo.gray.retries",
            "calls",
            List.of(Tags.APPLICATION, Tags.LANE),
            "Calls that were tried once more, on stable, after they failed on this lane"),
    DOCUMENTS_ACCEPTED(
            Kind.COUNTER,
            "dubbo.gray.documents.accepted",
            "documents",
            List.of(Tags.APPLICATION),
            "Documents that took effect; one that comes back after another, or after a refused one, counts again"),
    DOCUMENTS_REFUSED(
            Kind.COUNTER,
            "dubbo.gray.documents.refused",
            "documents",
            List.of(Tags.APPLICATION),
            "Documents that were refused, each time one was published"),
    DOCUMENT_EFFECT(
            Kind.TIMER,
            "dubbo.gray.document.effect",
            "seconds",
            List.of(Tags.APPLICATION),
            "From the arrival of a document's text to its being in force in every router"),
    DOCUMENT_STATE(
            Kind.GAUGE,
            "dubbo.gray.document.state",
            "",
            List.of(Tags.APPLICATION, Tags.STATE),
            "1 for what holds, else 0: what the config centre has is in force (current), its newest text is refused and an "
                    + "earlier one stays (refused), a copy is in force as the config centre is away or unconfirmed (away), "
                    + "what it had stays in force as it is away now or has lost it (degraded), there is no document (none)"),
    DOCUMENT_REVISION(
            Kind.GAUGE,
            "dubbo.gray.document.revision",
            "",
            List.of(Tags.APPLICATION, Tags.REVISION),
            "1 for the revision in force"),
    DOCUMENT_AGE(
            Kind.GAUGE,
            "dubbo.gray.document.age",
            "seconds",
            List.of(Tags.APPLICATION),
            "For how long the revision in force has been in force"),
    DOCUMENT_DEGRADED(
            Kind.GAUGE,
            "dubbo.gray.document.degraded",
            "seconds",
            List.of(Tags.APPLICATION),
            "For how long what is in force may not have been what the config centre has; 0 where it is"),
    INSTANCES(
            Kind.GAUGE,
            "dubbo.gray.instances",
            "instances",
            List.of(Tags.APPLICATION, Tags.LANE, Tags.VERSION),
            "Registered instances that this application may call, each once however many interfaces it has"),
    INSTANCES_EJECTED(
            Kind.GAUGE,
            "dubbo.gray.instances.ejected",
            "instances",
            List.of(Tags.APPLICATION, Tags.LANE),
            "Instances that are out for their failures or for not answering, of a lane that is watched"),
    LANE_STATE(
            Kind.GAUGE,
            "dubbo.gray.lane.state",
            "",
            List.of(Tags.APPLICATION, Tags.LANE, Tags.STATE),
            "1 for the state of a lane that may trip, else 0: closed, open, half_open, returning"),
    EJECTIONS(
            Kind.COUNTER,
            "dubbo.gray.ejections",
            "instances",
            List.of(Tags.APPLICATION, Tags.LANE, Tags.CAUSE),
            "Instances that were taken out: for how their calls ended (calls), or for not answering probes (probes)"),
    TRIPS(
            Kind.COUNTER,
            "dubbo.gray.trips",
            "lanes",
            List.of(Tags.APPLICATION, Tags.LANE),
            "Times that a lane was taken out"),
    TAGS_DROPPED(
            Kind.COUNTER,
            "dubbo.gray.tags.dropped",
            "tags",
            List.of(Tags.REASON),
            "Tags that were no tags (malformed), several at once (several), or more than the one label of their source "
                    + "(too_broad); their requests were served as untagged"),
    TAGS_UNTRUSTED(
            Kind.COUNTER,
            "dubbo.gray.tags.untrusted",
            "tags",
            List.of(),
            "Tags of callers that are not trusted; their requests were served as untagged"),
    TAGS_ALIASED(
            Kind.COUNTER,
            "dubbo.gray.tags.aliased",
            "tags",
            List.of(),
            "Tags that came in under another name than x-gray-tag"),
    LABELS_DRIFTED(
            Kind.COUNTER,
            "dubbo.gray.labels.drifted",
            "labels",
            List.of(),
            "Labels of which an instance came to say one thing and the registry another, each once until that is over"),
    LABELS_DRIFTING(
            Kind.GAUGE,
            "dubbo.gray.labels.drifting",
            "labels",
            List.of(),
            "Labels of which an instance says one thing and the registry another now"),
    LABELS_MALFORMED(
            Kind.COUNTER,
            "dubbo.gray.labels.malformed",
            "labels",
            List.of(),
            "What stood under a label's key in the registry and was no label, once for each instance, key and value"),
    VALUES_TOO_LONG(
            Kind.COUNTER,
            "dubbo.gray.values.too.long",
            "values",
            List.of(),
            "Times that a condition did not hold because the value is longer than its regular expression looks at; a request"
                    + " may meet several such conditions"),
    EVENTS_DROPPED(
            Kind.COUNTER,
            "dubbo.gray.events.dropped",
            "events",
            List.of(),
            "Events of which the application's listeners were not told, as too many waited for them"),
    ALERTS_DROPPED(
            Kind.COUNTER,
            "dubbo.gray.alerts.dropped",
            "alerts",
            List.of(),
            "Incidents that were not told to the alert webhook: it refused them, was away for too long, or too many waited"),
    SWITCHES_UNANSWERED(
            Kind.COUNTER,
            "dubbo.gray.switches.unanswered",
            "questions",
            List.of(Tags.APPLICATION, Tags.REASON),
            "Questions to switches that got the code's own default, by OpenFeature's error code: no such switch or no document "
                    + "(flag_not_found), a switch of another type (type_mismatch), or one that could not be asked (general)"),
    SWITCHES_REFUSED(
            Kind.COUNTER,
            "dubbo.gray.switches.refused",
            "documents",
            List.of(Tags.APPLICATION),
            "Documents of switches that were refused, each time one was published"),
    BUGS(
            Kind.COUNTER,
            "dubbo.gray.bugs",
            "calls",
            List.of(),
            "Calls that this library's own bugs let pass unrouted (clause D4)"),
    INSTANCE(
            Kind.GAUGE,
            "dubbo.gray.instance",
            "",
            List.of(Tags.APPLICATION, Tags.VERSION, Tags.LANE),
            "1, for what this process itself is: its own application, its label version, and the lane that its own "
                    + "document gives it; to be joined with the other metrics of the process"),
    PROCESS_IO(
            Kind.COUNTER,
            "dubbo.gray.process.io",
            "bytes",
            List.of(Tags.DIRECTION),
            "What this process has read (read) and written (write) since it was first asked, files and sockets; Linux only");

    /** The keys of tags. */
    public static final class Tags {

        /** The provider application whose document, lane or instances it is. */
        public static final String APPLICATION = "application";

        /** A lane; {@code labels} where pairs of labels choose, {@code several} for lanes of several applications. */
        public static final String LANE = "lane";

        public static final String CAUSE = "cause";
        public static final String DIRECTION = "direction";
        public static final String OUTCOME = "outcome";
        public static final String REASON = "reason";
        public static final String REVISION = "revision";
        public static final String RULE = "rule";
        public static final String STATE = "state";
        public static final String VERSION = "version";

        /** As {@link #LANE}: the one that the request asks for. */
        public static final String WANTED = "wanted";

        /** The value of a tag that there is nothing to say for. */
        public static final String NONE = "none";

        private Tags() {}
    }

    /** How a meter behaves. */
    public enum Kind {
        /** Only grows. */
        COUNTER,
        /** Is what it is now. */
        GAUGE,
        /** Takes times; read as their number, their sum, the longest, and how many were up to each of some bounds. */
        TIMER
    }

    private final Kind kind;
    private final String id;
    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // always made by List.of
    private final List<String> tags;

    private final String description;

    Meter(Kind kind, String id, String unit, List<String> tags, String description) {
        this.kind = kind;
        this.id = id;
        this.unit = unit;
        this.tags = tags;
        this.description = description;
    }

    /** Returns how it behaves. */
    public Kind kind() {
        return kind;
    }

    /** Returns its name in lower case with dots, as Micrometer names meters: {@code dubbo.gray.placements}. */
    public String id() {
        return id;
    }

    /** Returns what is counted, in the plural, or the unit that is measured: {@code calls}; empty for 0 and 1. */
    public String unit() {
        return unit;
    }

    /** Returns the keys of its tags, in the order in which their values are given. */
    public List<String> tags() {
        return tags;
    }

    /** Returns what counts, in one sentence without a full stop. */
    public String description() {
        return description;
    }
}
