package io.github.dubbogray.demo.consumer;

import org.apache.dubbo.config.spring.context.annotation.EnableDubbo;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts an HTTP entry that calls the provider. */
@SpringBootApplication
@EnableDubbo
public class DemoConsumer {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(DemoConsumer.class, arguments);
    }
}
