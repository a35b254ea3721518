package io.github.dubbogray.spring.boot;

import dev.openfeature.sdk.OpenFeatureAPI;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.openfeature.GraySwitchProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The same switches as a provider of OpenFeature, for an application to set: whose API it is, the application decides. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({OpenFeatureAPI.class, GraySwitchProvider.class})
class SwitchProviderConfiguration {

    @Bean(destroyMethod = "")
    @Lazy
    @ConditionalOnMissingBean
    GraySwitchProvider graySwitchProvider(GraySwitches switches) {
        return GraySwitchProvider.of(switches);
    }
}
