package io.github.dubbogray.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.client.GrayExchangeFilter;
import io.github.dubbogray.filter.client.GrayRequestInterceptor;
import io.github.dubbogray.filter.servlet.GrayServletFilter;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.listener.GrayListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.web.client.RestTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.function.client.WebClientAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

class DubboGrayAutoConfigurationTest {

    private static final AutoConfigurations ALL = AutoConfigurations.of(
            DubboGrayAutoConfiguration.class,
            RestClientAutoConfiguration.class,
            RestTemplateAutoConfiguration.class,
            WebClientAutoConfiguration.class);

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel dubbo = framework.newApplication();
    private final WebApplicationContextRunner web =
            new WebApplicationContextRunner().withConfiguration(ALL).withBean(ApplicationModel.class, () -> dubbo);
    private final ApplicationContextRunner plain =
            new ApplicationContextRunner().withConfiguration(ALL).withBean(ApplicationModel.class, () -> dubbo);

    @AfterEach
    void destroy() {
        framework.destroy();
    }

    @Nested
    class In {

        @Test
        void servletApplication_hasTheFilterEarlyAndForAsynchronousAndErrorDispatches() {
            web.run(context -> {
                assertThat(context).hasSingleBean(GrayServletFilter.class);
                DelegatingFilterProxyRegistrationBean registration =
                        context.getBean(DelegatingFilterProxyRegistrationBean.class);
                assertThat(registration.getOrder()).isEqualTo(HttpInConfiguration.ORDER);
                assertThat(registration.isAsyncSupported()).isTrue();
                assertThat(registration.determineDispatcherTypes())
                        .containsExactlyInAnyOrder(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
                assertThat(registration.getUrlPatterns()).isEmpty(); // which stands for /*
            });
        }

        @Test
        void otherApplications_haveNoFilter() {
            plain.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Filter.class));
            new ReactiveWebApplicationContextRunner()
                    .withConfiguration(ALL)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Filter.class));
        }

        @Test
        void switchedOff_hasNoFilterAndKeepsTheClients() {
            web.withPropertyValues("dubbo.gray.http.in=false").run(context -> {
                assertThat(context).doesNotHaveBean(Filter.class);
                assertThat(context).doesNotHaveBean(DelegatingFilterProxyRegistrationBean.class);
                assertThat(context).hasBean("grayRestClientCustomizer");
            });
        }

        @Test
        void filterOfTheApplication_isTheOnlyOne() {
            web.withUserConfiguration(OwnRegistration.class)
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(DelegatingFilterProxyRegistrationBean.class)
                            .doesNotHaveBean(GrayServletFilter.class));
        }
    }

    @Nested
    class Out {

        @Test
        void everyBuilder_addsTheTag() {
            plain.run(
                    context -> assertThat(tagging(context)).containsExactly("RestClient", "RestTemplate", "WebClient"));
        }

        @Test
        void switchedOff_addsNothingAndKeepsTheFilter() {
            web.withPropertyValues("dubbo.gray.http.out=false").run(context -> {
                assertThat(tagging(context)).isEmpty();
                assertThat(context).hasSingleBean(GrayServletFilter.class);
            });
        }

        @Test
        void withoutWebFlux_theOthersAreThere() {
            plain.withClassLoader(new FilteredClassLoader("org.springframework.web.reactive"))
                    .run(context -> {
                        assertThat(context).hasNotFailed().doesNotHaveBean("grayWebClientCustomizer");
                        assertThat(context).hasBean("grayRestClientCustomizer");
                        assertThat(context).hasBean("grayRestTemplateCustomizer");
                    });
        }
    }

    @Nested
    @DisplayName("Beans that listen to gray release are told, in their order, until the context is closed")
    class Listeners {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final GrayListener one = listener("one");
        private final GrayListener other = listener("other");

        @Test
        void beans_areToldWhileTheContextIsThere() throws InterruptedException {
            plain.withBean("one", GrayListener.class, () -> one)
                    .withBean("other", GrayListener.class, () -> other)
                    .run(context -> {
                        publish("1");
                        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("one 1");
                        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("other 1");
                    });
            GrayApplication.of(dubbo).addListener(listener("last"));
            publish("2");

            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("last 2");
        }

        @Test
        void webApplication_tellsThemBeforeItsFilterFollowsTheDocument() {
            web.withBean("one", GrayListener.class, () -> one).run(context -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBeanFactory().getDependenciesForBean("grayServletFilter"))
                        .contains("grayListenersOfContext");
            });
        }

        @Test
        void noBean_asksNoDubbo() {
            plain.run(context -> {
                assertThat(context.getBean(ListenersOfContext.class).all()).isEmpty();
                assertThat(dubbo.getBeanFactory().getBean(GrayApplication.class))
                        .isNull();
            });
        }

        @Test
        void libraryOff_tellsNobody() {
            plain.withPropertyValues("dubbo.gray.enabled=false")
                    .withBean("one", GrayListener.class, () -> one)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ListenersOfContext.class));
        }

        private GrayListener listener(String name) {
            return event -> heard.add(name + " " + ((GrayEvent.DocumentGone) event).application());
        }

        private void publish(String application) {
            GrayApplication.of(dubbo).events().publish(new GrayEvent.DocumentGone(application));
        }
    }

    @Nested
    class Actuator {

        @Test
        void actuator_hasTheHealthComponentAndTheExposedEndpoint() {
            web.withPropertyValues("management.endpoints.web.exposure.include=gray")
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .hasBean("grayHealthIndicator")
                            .hasSingleBean(GrayEndpoint.class));
        }

        @Test
        void notExposed_hasNoEndpoint() {
            web.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(GrayEndpoint.class));
        }

        @Test
        @DisplayName("management.health.gray.enabled=false: no component")
        void healthSwitchedOff_hasNoComponent() {
            plain.withPropertyValues("management.health.gray.enabled=false")
                    .run(context -> assertThat(context).doesNotHaveBean("grayHealthIndicator"));
        }

        @Test
        void applicationThatHasNotUsedTheLibrary_isUpAndDoesNotBeginByBeingAsked() {
            plain.run(context -> {
                assertThat(context.getBean("grayHealthIndicator", HealthIndicator.class)
                                .health())
                        .isEqualTo(Health.up().withDetail("state", "unused").build());
                assertThat(dubbo.getBeanFactory().getBean(GrayApplication.class))
                        .isNull();
            });
        }

        @Test
        void withoutActuatorOrReports_nothingIsThereAndNothingFails() {
            for (String absent : List.of("org.springframework.boot.actuate", "io.github.dubbogray.observability")) {
                web.withClassLoader(new FilteredClassLoader(absent))
                        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("grayHealthIndicator"));
            }
        }
    }

    @Nested
    class Absent {

        @Test
        void withoutServletApi_theClientsAreThere() {
            plain.withClassLoader(new FilteredClassLoader("jakarta.servlet"))
                    .run(context -> assertThat(tagging(context)).hasSize(3));
        }

        @Test
        void withoutAnyWebLibrary_nothingIsThereAndNothingFails() {
            plain.withClassLoader(
                            new FilteredClassLoader("org.springframework.web", "org.springframework.http", "jakarta"))
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean("grayServletFilter")
                            .doesNotHaveBean("grayRestClientCustomizer")
                            .doesNotHaveBean("grayRestTemplateCustomizer")
                            .doesNotHaveBean("grayWebClientCustomizer"));
        }

        @Test
        @DisplayName("dubbo.gray.enabled=false: nothing is configured")
        void libraryOff_nothingIsThere() {
            web.withPropertyValues("dubbo.gray.enabled=false").run(context -> {
                assertThat(context).hasNotFailed().doesNotHaveBean(Filter.class);
                assertThat(tagging(context)).isEmpty();
            });
        }
    }

    @Test
    void dubboOfTheContext_isTheOneThatIsBoundToIt() {
        plain.run(context -> assertThat(DubboOfContext.in(context.getBeanProvider(ApplicationModel.class)))
                .isSameAs(dubbo));
    }

    @Test
    void contextWithoutDubbo_hasTheDefaultOne() {
        new ApplicationContextRunner()
                .run(context -> assertThat(DubboOfContext.in(context.getBeanProvider(ApplicationModel.class)))
                        .isSameAs(ApplicationModel.defaultModel()));
    }

    @Test
    @DisplayName(
            "Every condition is one that the oldest supported Spring Boot knows: of an annotation that it does not know "
                    + "nothing would be left, and a property would no longer switch anything off")
    void conditions_areKnownToSpringBoot30() {
        assertThat(Stream.of(
                                DubboGrayAutoConfiguration.class,
                                ActiveConfiguration.class,
                                ListenerConfiguration.class,
                                HttpInConfiguration.class,
                                HttpOutConfiguration.class,
                                ActuatorConfiguration.class)
                        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())))
                        .flatMap(type -> Stream.concat(
                                Stream.of(type.getAnnotations()),
                                Stream.of(type.getDeclaredMethods())
                                        .flatMap(method -> Stream.of(method.getAnnotations()))))
                        .map(annotation -> annotation.annotationType().getSimpleName())
                        .filter(name -> name.startsWith("Conditional")))
                .containsOnly(
                        "ConditionalOnAvailableEndpoint",
                        "ConditionalOnClass",
                        "ConditionalOnEnabledHealthIndicator",
                        "ConditionalOnMissingBean",
                        "ConditionalOnMissingFilterBean",
                        "ConditionalOnTruth", // our own
                        "ConditionalOnWebApplication");
    }

    @Test
    void autoConfiguration_isFoundBySpringBoot() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, null))
                .contains(DubboGrayAutoConfiguration.class.getName());
    }

    /** Returns which of the builders of a context make clients that add the tag. */
    private static List<String> tagging(ApplicationContext context) {
        List<String> clients = new ArrayList<>();
        context.getBean(RestClient.Builder.class).requestInterceptors(interceptors -> {
            if (interceptors.stream().anyMatch(GrayRequestInterceptor.class::isInstance)) {
                clients.add("RestClient");
            }
        });
        RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
        if (template.getInterceptors().stream().anyMatch(GrayRequestInterceptor.class::isInstance)) {
            clients.add("RestTemplate");
        }
        context.getBean(WebClient.Builder.class).filters(filters -> {
            if (filters.stream().anyMatch(GrayExchangeFilter.class::isInstance)) {
                clients.add("WebClient");
            }
        });
        return clients;
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRegistration {

        @Bean
        FilterRegistrationBean<GrayServletFilter> own() {
            return new FilterRegistrationBean<>(new GrayServletFilter());
        }
    }
}
