package io.github.dubbogray.router.listener;

import io.github.dubbogray.router.event.GrayEvent;
import org.apache.dubbo.common.extension.ExtensionScope;
import org.apache.dubbo.common.extension.SPI;

/**
 * Hears of everything that changes in gray release. Every implementation that is named in {@code
 * META-INF/dubbo/io.github.dubbogray.router.listener.GrayListener} is made, once for each application, when there is something
 * to hear; with the Spring Boot starter, every bean of this type hears as well.
 */
@SPI(scope = ExtensionScope.APPLICATION)
public interface GrayListener {

    /**
     * Hears of an event, which is in force already. Called by one thread at a time, which serves all listeners of the
     * application and no call: it may block, at the cost of those that wait behind it, and what it throws is logged once.
     * Events come in their order; of those that wait, the oldest are left out where there are more than 1 000.
     */
    void on(GrayEvent event);
}
