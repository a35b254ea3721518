package io.github.dubbogray.router;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.dubbo.common.config.Configuration;
import org.apache.dubbo.common.config.ConfigurationUtils;
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
 */
record GraySettings(Activity activity, String labels, Path lastGoodDirectory) {

    static final String ENABLED = "dubbo.gray.enabled";
    static final String LABELS = "dubbo.gray.labels";
    static final String LAST_GOOD_DIRECTORY = "dubbo.gray.last-good.dir";

    private static final Logger LOG = LoggerFactory.getLogger(GraySettings.class);

    /** Whether the library does anything in this process. */
    enum Activity {
        ACTIVE,
        OFF
    }

    static GraySettings of(ApplicationModel application) {
        Configuration properties = ConfigurationUtils.getGlobalConfiguration(application.getDefaultModule());
        return new GraySettings(
                activityOf(properties.getString(ENABLED, "true")),
                Optional.ofNullable(properties.getString(LABELS)).orElse(""),
                Path.of(Optional.ofNullable(properties.getString(LAST_GOOD_DIRECTORY))
                        .filter(text -> !text.isBlank())
                        .orElse(System.getProperty("user.home", ".") + "/.dubbo-gray")));
    }

    private static Activity activityOf(String text) {
        if (text.strip().equals("false")) {
            return Activity.OFF;
        }
        if (!text.strip().equals("true")) {
            LOG.error(ENABLED + " is '" + text + "', must be true or false; it counts as true");
        }
        return Activity.ACTIVE;
    }
}
