package io.github.dubbogray.spring.boot.sample;

import org.apache.dubbo.config.spring.context.annotation.EnableDubbo;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A Spring Boot application with Dubbo, the starter and nothing else of this library. */
@SpringBootApplication
@EnableDubbo
public class SampleApplication {}
