package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.live.ChangeOptions;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.release.Phase;
import io.github.dubbogray.release.ReleaseDesk;
import java.util.Locale;
import picocli.CommandLine.Mixin;

/** A command that orders something of a release. It holds whoever runs it, and also while nobody does. */
abstract class GiveOrder extends OfRelease {

    private final Order.Command command;

    @Mixin
    private final ChangeOptions change;

    GiveOrder(Surroundings surroundings, Order.Command command) {
        super(surroundings);
        this.command = command;
        this.change = new ChangeOptions(surroundings);
    }

    @Override
    public final Integer call() {
        Place place = connect();
        String verb = command.name().toLowerCase(Locale.ROOT);
        String question = verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + " release "
                + place.file().release().id() + " of " + place.store().application() + " in "
                + place.nacos().place();
        if (!change.isConfirmed(question, output())) {
            return change.isDryRun() ? ExitCode.FINE : ExitCode.FINDINGS;
        }
        ReleaseDesk.Answer answer = given(place);
        if (answer instanceof ReleaseDesk.Answer.Done done) {
            say(done);
            return ExitCode.FINE;
        }
        if (answer instanceof ReleaseDesk.Answer.Kept) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "the order is kept, but its document is not published yet: 'grayctl release run' does that, or the"
                            + " same order again");
        }
        throw new CommandFailure(ExitCode.FINDINGS, ((ReleaseDesk.Answer.Declined) answer).reason());
    }

    private ReleaseDesk.Answer given(Place place) {
        try {
            return place.desk()
                    .give(new Order(
                            command, change.author(server()), change.reason().strip()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FINDINGS, "interrupted");
        }
    }

    private void say(ReleaseDesk.Answer.Done done) {
        String phase = Phase.of(done.file().release().state());
        if (output().isJson()) {
            output().json(new JsonObject()
                    .put("release", done.file().release().id())
                    .put("phase", phase)
                    .put("step", done.file().release().state().step())
                    .put("reason", done.reason()));
        } else {
            output().line("release " + done.file().release().id() + " is " + phase + " at step "
                    + done.file().release().state().step() + ": " + done.reason());
        }
    }
}
