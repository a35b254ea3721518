package io.github.dubbogray.feature;

import io.github.dubbogray.feature.text.Heard;
import io.github.dubbogray.feature.text.TextSource;
import java.time.Duration;
import java.util.function.Consumer;

/** A source that says what a test tells it to. */
public final class ScriptedTexts implements TextSource {

    private final Heard first;
    private volatile Consumer<Heard> told = heard -> {};
    private volatile boolean isClosed;

    public ScriptedTexts(Heard first) {
        this.first = first;
    }

    /** Says something more. */
    public void say(Heard heard) {
        told.accept(heard);
    }

    /** Says a text of switches of shop, its heading added. */
    public void say(String... lines) {
        say(new Heard.Text(document(lines)));
    }

    public static String document(String... lines) {
        return "apiVersion: dubbo-gray/v1\napplication: shop\nswitches:\n  " + String.join("\n  ", lines) + "\n";
    }

    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public String describe() {
        return "a test";
    }

    @Override
    public void begin(Consumer<Heard> listener) {
        told = listener;
        listener.accept(first);
    }

    @Override
    public void recheck() {}

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public void close() {
        isClosed = true;
        told = heard -> {};
    }
}
