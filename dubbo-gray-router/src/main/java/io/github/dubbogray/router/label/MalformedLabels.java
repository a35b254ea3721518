package io.github.dubbogray.router.label;

import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.news.Once;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.MalformedLabel;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.Map;
import org.apache.dubbo.common.URL;

/**
 * Tells of labels in the registry that are none, once for each instance, key and value: they are left out, and somebody has
 * typed them. An empty value is none of these: it is how the removal of a label is told.
 */
public final class MalformedLabels {

    /** More are left untold, so that a registry full of them fills neither memory nor log. */
    private static final int MOST = 1_000;

    private final GrayEvents events;
    private final Meters meters;
    private final Once<MalformedLabel> told = Once.upTo(MOST);

    public MalformedLabels(GrayEvents events, Meters meters) {
        this.events = events;
        this.meters = meters;
    }

    /** Returns whether a key and value of metadata were meant to be a label and are none. */
    public static boolean isMalformed(String key, String value) {
        return key.startsWith(InstanceLabels.PREFIX)
                && !value.isEmpty()
                && !(PairSyntax.isToken(value) && PairSyntax.isToken(key.substring(InstanceLabels.PREFIX.length())));
    }

    /** Returns whether a key is none of a label only by the case of its first letters: {@code Gray.env}. */
    private static boolean isOfAnotherPrefix(String key) {
        return !InstanceLabels.isKey(key)
                && key.regionMatches(true, 0, InstanceLabels.PREFIX, 0, InstanceLabels.PREFIX.length());
    }

    /** Tells of those of an instance, with what else is put off: locks are held where instances are looked at. */
    public void lookAt(URL instance) {
        for (Map.Entry<String, String> entry :
                InstanceLabels.metadataOf(instance).entrySet()) {
            String value = entry.getValue();
            if (value != null && (isMalformed(entry.getKey(), value) || isOfAnotherPrefix(entry.getKey()))) {
                tell(new MalformedLabel(
                        InstanceLabels.applicationOf(instance),
                        InstanceLabels.printable(instance.getAddress()),
                        entry.getKey(),
                        value));
            }
        }
    }

    private void tell(MalformedLabel label) {
        if (told.isNews(label)) {
            meters.count(Meter.LABELS_MALFORMED);
            events.putOff(new GrayEvent.LabelMalformed(label));
        }
    }
}
