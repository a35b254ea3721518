package io.github.dubbogray.spring.boot;

import io.github.dubbogray.observability.qos.GrayReport;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Spring Boot's actuator says of gray release, where the application has it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({
    Endpoint.class,
    HealthIndicator.class,
    ConditionalOnAvailableEndpoint.class,
    ConditionalOnEnabledHealthIndicator.class,
    GrayReport.class
})
class ActuatorConfiguration {

    /** Its name is what the component is called in {@code /actuator/health}, with a suffix that Spring Boot takes off. */
    @Bean
    @ConditionalOnEnabledHealthIndicator("gray")
    @ConditionalOnMissingBean(name = "grayHealthIndicator")
    HealthIndicator grayHealthIndicator(ObjectProvider<ApplicationModel> models) {
        return new GrayHealthIndicator(() -> DubboOfContext.in(models));
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    GrayEndpoint grayEndpoint(ObjectProvider<ApplicationModel> models) {
        return new GrayEndpoint(() -> DubboOfContext.in(models));
    }
}
