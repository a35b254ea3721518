package io.github.dubbogray.spring.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Configures something where a property is true or absent. Unlike Spring Boot's own condition it does not take a value that
 * is blank or neither true nor false for false in silence.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnTruth.class)
@interface ConditionalOnTruth {

    /** Returns the property's name. */
    String value();

    /** Returns what it counts as where it cannot be read. */
    boolean unreadable();
}
