package io.github.dubbogray.demo.provider;

import org.apache.dubbo.config.spring.context.annotation.EnableDubbo;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts a provider; what it is stands in {@code dubbo.gray.labels}, what it serves in {@code demo.serves}. */
@SpringBootApplication
@EnableDubbo
public class DemoProvider {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(DemoProvider.class, arguments);
    }
}
