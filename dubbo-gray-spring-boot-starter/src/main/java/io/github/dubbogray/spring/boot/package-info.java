/** Configures HTTP in and out of Spring Boot applications. */
@NullMarked
package io.github.dubbogray.spring.boot;

import org.jspecify.annotations.NullMarked;
