package io.github.dubbogray.router.settings;

import io.github.dubbogray.core.text.Quoted;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * The properties of this library, read as Dubbo reads its own: {@code -D}, environment, {@code dubbo.properties} or
 * {@code application.yml}.
 *
 * @param activity {@code dubbo.gray.enabled}: whether the library does anything in this process; default {@code true}
 * @param labels {@code dubbo.gray.labels}: the labels of this instance as {@code k=v,k=v}; default none
 * @param lastGoodDirectory {@code dubbo.gray.last-good.dir}: where accepted documents are kept; default
 *     {@code .dubbo-gray} in the user's home
 * @param live how the registry is followed
 * @param loadWeight {@code dubbo.gray.dynamic-weight}: whether this instance publishes a load-based weight; default
 *     {@code false}
 * @param servedBy {@code dubbo.gray.served-by}: whether responses say where calls went; default {@code true}
 * @param announcement how this process says in the registry which documents it goes by
 */
public record GraySettings(
        Activity activity,
        String labels,
        Path lastGoodDirectory,
        Live live,
        Activity loadWeight,
        Activity servedBy,
        Announced announcement) {

    static final String ENABLED = "dubbo.gray.enabled";
    public static final String LABELS = "dubbo.gray.labels";
    static final String LAST_GOOD_DIRECTORY = "dubbo.gray.last-good.dir";

    static final String LIVE = "dubbo.gray.registry.live";
    static final String RECONCILE = "dubbo.gray.registry.reconcile";
    static final String LOAD_WEIGHT = "dubbo.gray.dynamic-weight";
    static final String SERVED_BY = "dubbo.gray.served-by";
    static final String ANNOUNCE = "dubbo.gray.announce";
    static final String ANNOUNCE_EVERY = "dubbo.gray.announce.every";

    private static final long LONGEST_RECONCILE_SECONDS = 999_999;
    private static final String LAST_GOOD_FOLDER = ".dubbo-gray";
    private static final Logger LOG = LoggerFactory.getLogger(GraySettings.class);

    /** Whether something is done in this process. */
    public enum Activity {
        ACTIVE,
        OFF
    }

    /**
     * How the registry is followed.
     *
     * @param activity {@code dubbo.gray.registry.live}: whether it is, for weights, health and labels; default {@code true}
     * @param reconcileSeconds {@code dubbo.gray.registry.reconcile}: after how long to ask for the whole list again; 0 for
     *     never; default {@value #RECONCILE_SECONDS}
     */
    public record Live(Activity activity, long reconcileSeconds) {

        static final long RECONCILE_SECONDS = 30;

        public boolean isOn() {
            return activity == Activity.ACTIVE;
        }
    }

    /**
     * How this process says which documents it goes by.
     *
     * @param activity {@code dubbo.gray.announce}: whether it does; default {@code true}
     * @param everySeconds {@code dubbo.gray.announce.every}: how long the counts of a release's step stay as they were said, 2
     *     to 600; default {@value #EVERY_SECONDS}
     */
    public record Announced(Activity activity, long everySeconds) {

        static final long LEAST_SECONDS = 2;
        static final long MOST_SECONDS = 600;
        static final long EVERY_SECONDS = 10;
    }

    /**
     * Reads those of an application, and writes to the log what cannot be read of them, which are unknown, and what this Dubbo
     * lacks. On one
     * that is not supported the library is off.
     */
    public static GraySettings of(ApplicationModel application) {
        GrayProperties properties = GrayProperties.of(application);
        GraySettings settings = read(properties);
        properties.problems().forEach(LOG::error);
        if (!DubboRelease.isSupported()) {
            LOG.error(DubboRelease.whyUnsupported());
            return settings.withActivity(Activity.OFF);
        }
        UnknownProperties.in(application).forEach(LOG::warn);
        if (settings.activity() == Activity.ACTIVE) {
            DubboRelease.whatIsOff().ifPresent(LOG::info);
        }
        return settings;
    }

    static GraySettings read(GrayProperties properties) {
        return new GraySettings(
                activity(properties, ENABLED, true),
                properties
                        .textOfSomePlace(LABELS, "which names no label; this instance publishes none")
                        .orElse(""),
                lastGoodDirectory(properties),
                new Live(
                        activity(properties, LIVE, true),
                        properties.seconds(RECONCILE, 0, LONGEST_RECONCILE_SECONDS, Live.RECONCILE_SECONDS)),
                activity(properties, LOAD_WEIGHT, false),
                activity(properties, SERVED_BY, true),
                new Announced(
                        activity(properties, ANNOUNCE, true),
                        properties.seconds(
                                ANNOUNCE_EVERY,
                                Announced.LEAST_SECONDS,
                                Announced.MOST_SECONDS,
                                Announced.EVERY_SECONDS)));
    }

    /** Returns whether this process says in the registry which documents it goes by. */
    public boolean announces() {
        return activity == Activity.ACTIVE && announcement.activity() == Activity.ACTIVE;
    }

    private GraySettings withActivity(Activity other) {
        return new GraySettings(other, labels, lastGoodDirectory, live, loadWeight, servedBy, announcement);
    }

    private static Activity activity(GrayProperties properties, String key, boolean otherwise) {
        return properties.truth(key, otherwise) ? Activity.ACTIVE : Activity.OFF;
    }

    /** A path may be none under the platform's character set; the application starts all the same. */
    private static Path lastGoodDirectory(GrayProperties properties) {
        String text = properties
                .textOfSomePlace(
                        LAST_GOOD_DIRECTORY,
                        "which is no path; it counts as " + LAST_GOOD_FOLDER + " in the user's home")
                .orElse(System.getProperty("user.home", ".") + "/" + LAST_GOOD_FOLDER);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            properties.problem(LAST_GOOD_DIRECTORY + " is " + Quoted.of(text) + ", which is no path here ("
                    + e.getReason() + "); it counts as " + LAST_GOOD_FOLDER + " in the working folder");
            return Path.of(LAST_GOOD_FOLDER);
        }
    }
}
