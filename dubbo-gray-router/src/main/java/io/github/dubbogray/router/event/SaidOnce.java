package io.github.dubbogray.router.event;

import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Warns of what is wrong around the library, once for each text, and of so many texts only that a log is not flooded. */
public final class SaidOnce {

    private static final Logger LOG = LoggerFactory.getLogger(SaidOnce.class);
    private static final int REMEMBERED_TEXTS = 100;

    private final Once<String> texts = Once.upTo(REMEMBERED_TEXTS);

    public void warn(String text) {
        if (texts.isNews(text)) {
            LOG.warn(text);
        }
    }
}
