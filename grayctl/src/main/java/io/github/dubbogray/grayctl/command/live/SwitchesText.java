package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.nacos.gray.GrayDocument;
import org.jspecify.annotations.Nullable;

/** A text of switches, and where it is from. */
sealed interface SwitchesText {

    /** Returns the text with its name. */
    Input.Text text();

    /** Reads it; for the application that its place is of, if that is known. */
    SwitchesReading read();

    /** Of a file. */
    record OfFile(Input.Text text) implements SwitchesText {

        @Override
        public SwitchesReading read() {
            return SwitchesReader.read(text.text());
        }
    }

    /**
     * Of a Nacos.
     *
     * @param basis what is there; null if nothing is
     */
    record OfNacos(
            Nacos nacos, String application, @Nullable GrayDocument basis) implements SwitchesText {

        static OfNacos of(ServerOptions server, ApplicationOption application) {
            Nacos nacos = server.connect();
            String name = application.name(server);
            return new OfNacos(nacos, name, nacos.switches().read(name).orElse(null));
        }

        @Override
        public Input.Text text() {
            return new Input.Text(application + " in Nacos", basis == null ? "" : basis.text());
        }

        @Override
        public SwitchesReading read() {
            return SwitchesReader.read(application, text().text());
        }
    }
}
