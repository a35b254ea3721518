package io.github.dubbogray.spring.boot;

import io.github.dubbogray.filter.client.GrayExchangeFilter;
import io.github.dubbogray.filter.client.GrayRequestInterceptor;
import io.github.dubbogray.filter.client.OutboundHeaders;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.client.RestClientCustomizer;
import org.springframework.boot.web.client.RestTemplateCustomizer;
import org.springframework.boot.web.reactive.function.client.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Tags on requests of the clients that are built with Spring Boot's {@code RestClient.Builder} and its kin. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnTruth(value = "dubbo.gray.http.out", unreadable = false)
class HttpOutConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClient.class)
    static class OfRestClient {

        @Bean
        RestClientCustomizer grayRestClientCustomizer(ObjectProvider<ApplicationModel> models) {
            GrayRequestInterceptor interceptor = new GrayRequestInterceptor(headers(models));
            return builder -> builder.requestInterceptor(interceptor);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestTemplate.class)
    static class OfRestTemplate {

        @Bean
        RestTemplateCustomizer grayRestTemplateCustomizer(ObjectProvider<ApplicationModel> models) {
            GrayRequestInterceptor interceptor = new GrayRequestInterceptor(headers(models));
            return template -> template.getInterceptors().add(interceptor);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClient.class)
    static class OfWebClient {

        @Bean
        WebClientCustomizer grayWebClientCustomizer(ObjectProvider<ApplicationModel> models) {
            GrayExchangeFilter filter = new GrayExchangeFilter(headers(models));
            return builder -> builder.filter(filter);
        }
    }

    private static OutboundHeaders headers(ObjectProvider<ApplicationModel> models) {
        return OutboundHeaders.of(DubboOfContext.in(models));
    }
}
