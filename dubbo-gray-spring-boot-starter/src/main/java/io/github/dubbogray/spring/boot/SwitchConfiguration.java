package io.github.dubbogray.spring.boot;

import io.github.dubbogray.feature.GraySwitch;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.feature.SwitchName;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;

/**
 * The switches of the application's own document, followed from their first use on: {@link GraySwitches} as a whole, and
 * each as a {@link GraySwitch} where {@link SwitchName} names it. One that cannot be asked is false, zero or an empty text;
 * with the library off, that is each.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GraySwitches.class)
class SwitchConfiguration {

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    GraySwitches graySwitches(ObjectProvider<ApplicationModel> models, Environment environment) {
        return OnTruth.isTrue(ActiveConfiguration.ENABLED, true, environment)
                ? GraySwitches.of(DubboOfContext.in(models))
                : GraySwitches.none();
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    GraySwitch<Boolean> graySwitchOfTruth(InjectionPoint point, GraySwitches switches) {
        return switches.truth(nameAt(point), false);
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    GraySwitch<Long> graySwitchOfWholeNumbers(InjectionPoint point, GraySwitches switches) {
        return switches.whole(nameAt(point), 0);
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    GraySwitch<Double> graySwitchOfNumbers(InjectionPoint point, GraySwitches switches) {
        return switches.number(nameAt(point), 0);
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    GraySwitch<String> graySwitchOfTexts(InjectionPoint point, GraySwitches switches) {
        return switches.text(nameAt(point), "");
    }

    private static String nameAt(InjectionPoint point) {
        return Stream.of(point.getAnnotations())
                .flatMap(annotation -> annotation instanceof SwitchName name ? Stream.of(name.value()) : Stream.empty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        Optional.of(point.getMember()).map(Object::toString).orElse("")
                                + " wants a GraySwitch, must say which by @SwitchName"));
    }
}
