package io.github.dubbogray.filter.tag;

import io.github.dubbogray.core.memo.Memo;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

/** Reads tags as they come with calls; one that is no tag is counted, and the first few reasons are logged. */
public final class TagText {

    private static final Logger LOG = LoggerFactory.getLogger(TagText.class);
    private static final int LOGGED_REASONS = 20;

    /** How many tags are remembered at least; those that nobody sends any more are forgotten first. */
    private static final int REMEMBERED_TAGS = 256;

    private final Counter malformed;
    private final Counter several;
    private final Counter tooBroad;
    private final Meters meters;
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();
    private final Memo<String, Tag> remembered = new Memo<>(REMEMBERED_TAGS);

    /** Reads nothing yet. */
    public TagText(Meters meters) {
        this.meters = meters;
        this.malformed = meters.counter(Meter.TAGS_DROPPED, "malformed");
        this.several = meters.counter(Meter.TAGS_DROPPED, "several");
        this.tooBroad = meters.counter(Meter.TAGS_DROPPED, "too_broad");
    }

    /** Why a text does not count as a tag. */
    public enum Fault {
        /** It is no tag. */
        MALFORMED,
        /** It is not the only one. */
        SEVERAL,
        /** It is more than its source may give. */
        TOO_BROAD
    }

    /** Returns the tag, or null if the text is absent, blank or no tag; the last is noted. */
    public @Nullable Tag read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Tag known = remembered.get(text);
        return known != null || text.isBlank() ? known : readAnew(text);
    }

    private @Nullable Tag readAnew(String text) {
        TagReading reading = Tag.read(text);
        if (reading instanceof TagReading.Accepted accepted) {
            remembered.put(text, accepted.tag());
            return accepted.tag();
        }
        drop(text, Fault.MALFORMED, ((TagReading.Malformed) reading).reason());
        return null;
    }

    /**
     * Takes note of a text that does not count as a tag.
     *
     * @param reason a sentence without subject
     */
    public void drop(String text, Fault fault, String reason) {
        counterOf(fault).increment();
        if (reasons.size() < LOGGED_REASONS && reasons.add(reason)) {
            LOG.warn("Dropped the tag " + Tag.KEY + " = " + Quoted.of(text) + " of a call: " + reason
                    + ". The call is served as untagged; tags dropped so far: " + meters.value(Meter.TAGS_DROPPED));
        }
    }

    private Counter counterOf(Fault fault) {
        return switch (fault) {
            case MALFORMED -> malformed;
            case SEVERAL -> several;
            case TOO_BROAD -> tooBroad;
        };
    }
}
