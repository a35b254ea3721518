package io.github.dubbogray.spring.boot;

import io.github.dubbogray.observability.metrics.GrayMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The metrics, for Spring Boot's registry, which binds every binder that is a bean. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({MeterRegistry.class, GrayMetrics.class})
class MetricsConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "grayMetrics")
    MeterBinder grayMetrics(ObjectProvider<ApplicationModel> models) {
        return registry -> GrayMetrics.of(DubboOfContext.in(models)).bindTo(registry);
    }
}
