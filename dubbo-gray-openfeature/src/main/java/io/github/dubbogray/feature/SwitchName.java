package io.github.dubbogray.feature;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the switch that a getter of a {@link SwitchGroup} reads, or that Spring injects as a {@link GraySwitch}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
public @interface SwitchName {

    /** The name, as the document has it. */
    String value();
}
