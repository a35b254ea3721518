/** Configures HTTP in and out of Spring Boot applications, tells their listeners, and answers their actuator. */
@NullMarked
package io.github.dubbogray.spring.boot;

import org.jspecify.annotations.NullMarked;
