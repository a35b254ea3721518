package io.github.dubbogray.feature;

import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.text.FileName;
import io.github.dubbogray.feature.call.DubboCall;
import io.github.dubbogray.feature.text.DubboTexts;
import io.github.dubbogray.feature.text.LastGoodText;
import io.github.dubbogray.router.document.ConfigCentre;
import io.github.dubbogray.router.document.Documents;
import io.github.dubbogray.router.feature.FollowedSwitches;
import io.github.dubbogray.router.feature.OpenSwitches;
import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Switches of a Dubbo application; loaded only where one is at hand. */
final class DubboSwitches {

    private DubboSwitches() {}

    static GraySwitches of(ApplicationModel model) {
        String name = Optional.ofNullable(model.tryGetApplicationName())
                .orElseThrow(
                        () -> new IllegalStateException("the application has no name yet; ask once it is configured"));
        OpenSwitches open = OpenSwitches.of(model);
        GraySwitches switches = GraySwitches.of(
                name,
                new DubboTexts(name + GraySwitches.DATA_ID_ENDING, () -> ConfigCentre.of(model)),
                Optional.of(new LastGoodText(
                        Documents.lastGoodFolder(model).resolve("switches").resolve(FileName.of(name) + ".yaml"))),
                new DubboCall(model),
                new Application(name, open, Meters.of(model)));
        open.add(new Shown(switches));
        return switches;
    }

    /** An application that has switches. */
    private static final class Application implements Owner {

        private final OpenSwitches open;

        /** Each is there from the beginning: a series that begins with one shows no increase. */
        private final Map<Failure, Counter> unanswered = new EnumMap<>(Failure.class);

        private final Counter refused;

        Application(String name, OpenSwitches open, Meters meters) {
            this.open = open;
            for (Failure cause : Failure.values()) {
                unanswered.put(
                        cause,
                        meters.counter(
                                Meter.SWITCHES_UNANSWERED, name, cause.name().toLowerCase(Locale.ROOT)));
            }
            this.refused = meters.counter(Meter.SWITCHES_REFUSED, name);
        }

        @Override
        public void failed(Failure cause) {
            Counter counter = unanswered.get(cause);
            if (counter != null) {
                counter.increment();
            }
        }

        @Override
        public void refusedText() {
            refused.increment();
        }

        @Override
        public void closed(GraySwitches switches) {
            open.remove(new Shown(switches));
        }
    }

    /** Switches as their application shows them; those of the same are equal. */
    private record Shown(GraySwitches switches) implements FollowedSwitches {

        @Override
        public Switches now() {
            return switches.now();
        }

        @Override
        public Status status() {
            Standing now = switches.standing();
            if (now instanceof Standing.Outdated outdated) {
                return new Status(State.OUTDATED, Optional.of(outdated.why()));
            }
            return now instanceof Standing.Lacking lacking
                    ? new Status(State.LACKING, Optional.of(lacking.why()))
                    : new Status(State.CURRENT, Optional.empty());
        }

        @Override
        public Map<Failure, Long> failures() {
            return switches.counts().failures();
        }

        @Override
        public void close() {
            switches.close();
        }
    }
}
