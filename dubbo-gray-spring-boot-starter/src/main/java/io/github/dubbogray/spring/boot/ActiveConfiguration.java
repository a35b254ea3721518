package io.github.dubbogray.spring.boot;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that does something by itself, and so is not there where the library is off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnTruth(value = ActiveConfiguration.ENABLED, unreadable = true)
@Import({
    ListenerConfiguration.class,
    HttpInConfiguration.class,
    HttpOutConfiguration.class,
    MetricsConfiguration.class,
    ActuatorConfiguration.class
})
class ActiveConfiguration {

    /** Whether the library does anything in this process. */
    static final String ENABLED = "dubbo.gray.enabled";
}
