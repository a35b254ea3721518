package io.github.dubbogray.spring.boot;

import io.github.dubbogray.router.listener.GrayListener;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Listeners to gray release that are beans. */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

    static final String LISTENERS = "grayListenersOfContext";

    @Bean(LISTENERS)
    @Lazy(false)
    ListenersOfContext grayListenersOfContext(
            ObjectProvider<GrayListener> listeners, ObjectProvider<ApplicationModel> models) {
        return new ListenersOfContext(listeners.orderedStream().toList(), () -> DubboOfContext.in(models));
    }
}
