package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.Version;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Publishes again what was there before. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description =
                "Makes the document what it was N changes ago, byte for byte. This is a change too: undo 1 after it"
                        + " takes it back.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Undo extends ChangesDocument {

    @Mixin
    private final ChangesBack back = new ChangesBack();

    /** Asks and answers in these surroundings. */
    public Undo(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Made make(Nacos nacos, String application) {
        return made(nacos, application, back.count());
    }

    /** Returns the text of so many changes ago. */
    static Made made(Nacos nacos, String application, int back) {
        Earlier earlier = Earlier.of(
                nacos.documents(), application, back, "grayctl removes none: 'grayctl off' sends everything to stable");
        return new Made(earlier.basis(), earlier.text(), releasesOf(application, earlier.changes()));
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

    @Override
    String action() {
        return "undo " + back.count();
    }
}
