package io.github.dubbogray.spring.boot;

import io.github.dubbogray.core.news.Once;
import io.github.dubbogray.router.settings.GrayProperties;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads the truth value that {@link ConditionalOnTruth} names as the library reads its own. */
final class OnTruth extends SpringBootCondition {

    private static final Logger LOG = LoggerFactory.getLogger(OnTruth.class);

    /** Spring asks a condition several times; each sentence is logged once. */
    private static final Once<String> SAID = Once.amongTheLast(100);

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        MergedAnnotation<ConditionalOnTruth> wanted = metadata.getAnnotations().get(ConditionalOnTruth.class);
        String key = wanted.getString("value");
        boolean isTrue = isTrue(key, wanted.getBoolean("unreadable"), context.getEnvironment());
        return new ConditionOutcome(
                isTrue, ConditionMessage.forCondition(ConditionalOnTruth.class).because(key + " counts as " + isTrue));
    }

    /**
     * Returns whether a property is true or absent.
     *
     * @param unreadable what it counts as where it cannot be read, which is logged
     */
    static boolean isTrue(String key, boolean unreadable, PropertyResolver environment) {
        GrayProperties properties = GrayProperties.of(environment::getProperty);
        boolean isTrue = properties.isAbsent(key) || properties.truth(key, unreadable);
        properties.problems().stream().filter(SAID::isNews).forEach(LOG::error);
        return isTrue;
    }
}
