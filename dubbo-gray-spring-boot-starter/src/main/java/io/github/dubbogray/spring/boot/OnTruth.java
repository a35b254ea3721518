package io.github.dubbogray.spring.boot;

import io.github.dubbogray.router.settings.GrayProperties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads the truth value that {@link ConditionalOnTruth} names as the library reads its own. */
final class OnTruth extends SpringBootCondition {

    private static final Logger LOG = LoggerFactory.getLogger(OnTruth.class);

    /** Spring asks a condition several times; each sentence is logged once. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        MergedAnnotation<ConditionalOnTruth> wanted = metadata.getAnnotations().get(ConditionalOnTruth.class);
        String key = wanted.getString("value");
        GrayProperties properties = GrayProperties.of(context.getEnvironment()::getProperty);
        boolean isTrue = properties.isAbsent(key) || properties.truth(key, wanted.getBoolean("unreadable"));
        properties.problems().stream().filter(SAID::add).forEach(LOG::error);
        return new ConditionOutcome(
                isTrue, ConditionMessage.forCondition(ConditionalOnTruth.class).because(key + " counts as " + isTrue));
    }
}
