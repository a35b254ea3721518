package io.github.dubbogray.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Gives the HTTP side of a Spring Boot application its tags: requests in, and requests that Spring's clients send. Tells
 * listeners that are beans, and the actuator how gray release stands and what it measures.
 * Where {@code dubbo-gray-openfeature} is on the class path, switches are there to be injected.
 * {@code dubbo.gray.enabled=false} switches it off with everything else; switches are there all the same, for the beans that
 * want them, and answer what the code says.
 */
@AutoConfiguration
@Import({ActiveConfiguration.class, SwitchConfiguration.class, SwitchProviderConfiguration.class})
public final class DubboGrayAutoConfiguration {}
