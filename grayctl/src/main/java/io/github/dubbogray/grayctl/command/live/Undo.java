package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.Version;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Publishes again what was there before. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description =
                "Makes the document what it was N changes ago, byte for byte. This is a change too: undo 1 after it"
                        + " takes it back.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Undo extends ChangesDocument {

    private static final int MOST = 400;

    @Parameters(
            paramLabel = "N",
            arity = "0..1",
            defaultValue = "1",
            description = "How many changes, as history numbers them; ${DEFAULT-VALUE} unless given.")
    private int back = 1;

    /** Asks and answers in these surroundings. */
    public Undo(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Made make(Nacos nacos, String application) {
        if (back < 1 || back > MOST) {
            throw new CommandFailure(ExitCode.USAGE, "N is " + back + ", must be from 1 to " + MOST);
        }
        return made(nacos, application, back);
    }

    /** Returns the text of so many changes ago. */
    static Made made(Nacos nacos, String application, int back) {
        GrayDocument basis = nacos.documents().read(application).orElse(null);
        List<Version> versions = nacos.documents().versions(application, basis, back);
        if (versions.size() < back) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "Nacos remembers " + versions.size() + " changes of the document of " + application + ", not "
                            + back);
        }
        if (!Objects.equals(
                textOf(basis), textOf(nacos.documents().read(application).orElse(null)))) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "somebody else changes the document of " + application
                            + " just now: nothing is changed; look at it and do it again");
        }
        String text = versions.get(back - 1).made().before();
        if (text == null) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    application
                            + " had no document before that; grayctl removes none: 'grayctl off' sends everything to"
                            + " stable");
        }
        return new Made(
                basis,
                new Input.Text("the document of " + back + (back == 1 ? " change" : " changes") + " ago", text),
                releasesOf(application, versions));
    }

    /** Returns which releases made some of these changes: a release marks its texts, and the last change takes the mark away. */
    private static Set<String> releasesOf(String application, List<Version> changes) {
        return changes.stream()
                .filter(version -> version.change().filter(Change::isOfRelease).isPresent())
                .flatMap(version -> Stream.of(version.text(), version.made().before()))
                .filter(Objects::nonNull)
                .map(text -> DocumentReader.read(application, text))
                .filter(Reading.Accepted.class::isInstance)
                .map(accepted -> ((Reading.Accepted) accepted).table().release())
                .filter(ReleaseMark.OfStep.class::isInstance)
                .map(mark -> ((ReleaseMark.OfStep) mark).id())
                .collect(Collectors.toSet());
    }

    private static @Nullable String textOf(@Nullable GrayDocument document) {
        return document == null ? null : document.text();
    }

    @Override
    String action() {
        return "undo " + back;
    }
}
