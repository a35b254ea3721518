/** Configures HTTP in and out of Spring Boot applications, and tells their listeners. */
@NullMarked
package io.github.dubbogray.spring.boot;

import org.jspecify.annotations.NullMarked;
