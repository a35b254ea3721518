package io.github.dubbogray.router.label;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.LabelsReading;
import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.label.RegisteredLabels;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.router.settings.GraySettings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.registry.client.InstanceAddressURL;
import org.jspecify.annotations.Nullable;

/**
 * Labels in registry metadata: the key of label {@code version} is {@code gray.version}.
 *
 * <p>They are read from what the registry itself holds of an instance. {@code URL.getParameter} would mix in the
 * consumer's own parameters and those the provider published at start, and so hide an operator's edit.
 */
public final class InstanceLabels {

    /** What label keys begin with in registry metadata. */
    public static final String PREFIX = RegisteredLabels.PREFIX;

    /** The label that says which build an instance runs. */
    public static final String VERSION = "version";

    private static final Logger LOG = LoggerFactory.getLogger(InstanceLabels.class);

    private InstanceLabels() {}

    /** Reads the labels this process is configured with; says what is wrong with them. */
    public static Labels read(String configured) {
        LabelsReading reading = Labels.read(configured);
        reading.problems()
                .forEach(problem -> LOG.error(
                        "Label left out: " + GraySettings.LABELS + " = " + Quoted.of(configured) + ", " + problem));
        return reading.labels();
    }

    /** Returns whether a key of metadata is one of a label. */
    public static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    /** Returns labels as the registry holds them. */
    public static Map<String, String> toMetadata(Labels labels) {
        Map<String, String> metadata = new TreeMap<>();
        labels.toMap().forEach((key, value) -> metadata.put(PREFIX + key, value));
        return metadata;
    }

    /** Returns an instance as the registry shows it. */
    public static Instance instanceOf(URL url) {
        return new Instance(applicationOf(url), in(metadataOf(url)));
    }

    /** Returns the version of an instance as Dubbo was told, or null if it has none. */
    public static @Nullable String versionOf(URL url) {
        String value = metadataOf(url).get(PREFIX + VERSION);
        return value != null && PairSyntax.isToken(value) ? value : null;
    }

    /** Returns what the registry holds of an instance, as Dubbo was told. */
    static Map<String, String> metadataOf(URL url) {
        return url instanceof InstanceAddressURL address
                ? address.getInstance().getMetadata()
                : url.getOriginalParameters();
    }

    /**
     * Returns the application that an instance belongs to, without a look at its labels; empty if it does not say. A name comes
     * from whoever registers, and goes into logs: what does not print in it is spelled out.
     */
    public static String applicationOf(URL url) {
        String application = url.getRemoteApplication();
        return application == null ? "" : printable(application); // no Optional: asked for each call that is told of
    }

    /** Returns a name from the registry, fit for a log line; names of ASCII letters as they are. */
    public static String printable(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
                return Quoted.sentence(name);
            }
        }
        return name;
    }

    /** Returns labels from registry metadata. What is no label, as an empty value left by a removal, counts as absent. */
    public static Labels in(Map<String, String> metadata) {
        return RegisteredLabels.in(metadata);
    }
}
