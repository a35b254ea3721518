package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.traffic.Traffic;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that makes another text of an application's document. */
abstract sealed class ChangesDocument extends Live permits Apply, Undo, EditsDocument {

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Mixin
    private final TrafficOption traffic = new TrafficOption();

    @Mixin
    private final ChangeOptions change;

    ChangesDocument(Surroundings surroundings) {
        super(surroundings);
        this.change = new ChangeOptions(surroundings);
    }

    /**
     * A text with what it was made of.
     *
     * @param takenBack ids of releases whose changes it goes back over
     */
    record Made(@Nullable GrayDocument basis, Input.Text text, Set<String> takenBack) {

        Made {
            takenBack = Set.copyOf(takenBack);
        }

        Made(@Nullable GrayDocument basis, Input.Text text) {
            this(basis, text, Set.of());
        }
    }

    /** Makes the text. */
    abstract Made make(Nacos nacos, String application);

    /** Returns what the journal calls it. */
    abstract String action();

    @Override
    public final Integer call() {
        Traffic recorded = traffic.read(surroundings());
        Nacos nacos = server().connect();
        String name = application.name(server());
        Made made = make(nacos, name);
        return new Publishing(surroundings(), output(), server(), change)
                .publish(nacos, name, made, recorded, action());
    }
}
