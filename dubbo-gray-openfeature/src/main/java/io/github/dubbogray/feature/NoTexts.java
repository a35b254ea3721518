package io.github.dubbogray.feature;

import io.github.dubbogray.feature.text.Heard;
import io.github.dubbogray.feature.text.TextSource;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** No document, now and for ever. */
enum NoTexts implements TextSource {
    INSTANCE;

    @Override
    public String describe() {
        return "no document";
    }

    @Override
    public void begin(Consumer<Heard> told) {
        told.accept(new Heard.Gone());
    }

    @Override
    public void recheck() {}

    @Override
    public Duration interval() {
        return ChronoUnit.FOREVER.getDuration();
    }

    @Override
    public void close() {}
}
