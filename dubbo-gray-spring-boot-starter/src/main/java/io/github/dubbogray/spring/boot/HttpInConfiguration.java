package io.github.dubbogray.spring.boot;

import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.servlet.GrayServletFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.servlet.ConditionalOnMissingFilterBean;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * Tags of requests that a servlet container serves, unless the application registers a {@link GrayServletFilter} itself.
 *
 * <p>The container asks for its filters before Dubbo has read all properties and found its config centre. So it gets a proxy,
 * and the filter is an ordinary bean: made after that, and before the container accepts the first connection. From then on
 * the application's own document is in force.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnTruth(value = "dubbo.gray.http.in", unreadable = true)
@ConditionalOnMissingFilterBean(GrayServletFilter.class)
class HttpInConfiguration {

    /**
     * After Spring Boot's own filters for the encoding, for forwarded addresses and for observation, whose trace then has the
     * tag in its baggage; before everything that may make calls, such as security.
     */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final String FILTER = "grayServletFilter";

    /** Made when listeners that are beans are told, who so hear of the application's own document. */
    @Bean(FILTER)
    @Lazy(false)
    @DependsOn(ListenerConfiguration.LISTENERS)
    GrayServletFilter grayServletFilter(ObjectProvider<ApplicationModel> models) {
        ApplicationModel dubbo = DubboOfContext.in(models);
        GrayEntry.of(dubbo); // follows the document from here on; the filter itself waits for its first request
        return new GrayServletFilter(dubbo);
    }

    @Bean
    DelegatingFilterProxyRegistrationBean grayServletFilterRegistration() {
        DelegatingFilterProxyRegistrationBean registration = new WithLifecycle();
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Initializes the filter as a container would, which Spring's proxies do not do by themselves. */
    private static final class WithLifecycle extends DelegatingFilterProxyRegistrationBean {

        WithLifecycle() {
            super(FILTER);
        }

        @Override
        public DelegatingFilterProxy getFilter() {
            DelegatingFilterProxy proxy = super.getFilter();
            proxy.setTargetFilterLifecycle(true);
            return proxy;
        }
    }
}
