package io.github.dubbogray.demo.provider;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes every second call fail for as long as the file is there that {@code demo.sick.while} names. */
@Component
class Sickness {

    private final String file;
    private final AtomicLong calls = new AtomicLong();

    Sickness(@Value("${demo.sick.while:}") String file) {
        this.file = file;
    }

    /** Is asked by each call; throws if it is one of those. */
    void befall() {
        if (!file.isEmpty() && Files.exists(Path.of(file)) && calls.getAndIncrement() % 2 == 0) {
            throw new IllegalStateException("sick");
        }
    }
}
