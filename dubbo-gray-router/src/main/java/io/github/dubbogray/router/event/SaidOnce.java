package io.github.dubbogray.router.event;

import io.github.dubbogray.core.news.Once;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Warns of what is wrong around the library, once for each text, and of so many texts only that a log is not flooded. */
public final class SaidOnce {

    private static final Logger LOG = LoggerFactory.getLogger(SaidOnce.class);

    private final Once<String> texts;

    private SaidOnce(int most) {
        this.texts = Once.upTo(most);
    }

    /** Returns one that has warned of nothing yet, and of so many texts will warn at most. */
    public static SaidOnce upTo(int most) {
        return new SaidOnce(most);
    }

    /** Warns of a text, unless it has. */
    public void warn(String text) {
        if (texts.isNews(text)) {
            LOG.warn(text);
        }
    }
}
