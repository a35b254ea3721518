package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.FileReading;
import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.live.ApplicationOption;
import io.github.dubbogray.grayctl.command.live.Live;
import io.github.dubbogray.grayctl.command.live.ServerOptions;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.release.NacosReleaseStore;
import io.github.dubbogray.release.ReleaseDesk;
import io.github.dubbogray.release.ReleaseStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command about the release of one application. */
abstract class OfRelease extends Live {

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    OfRelease(Surroundings surroundings) {
        super(surroundings);
    }

    /**
     * The release of an application in a Nacos.
     *
     * @param nacos where it is
     */
    record Place(Nacos nacos, ReleaseStore store, ReleaseDesk desk) {

        /** Returns how the release stands. */
        ReleaseFile file() {
            FileReading reading = desk.file()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.FINDINGS,
                            "there is no release of " + store.application() + " in " + nacos.place()));
            if (reading instanceof FileReading.Accepted accepted) {
                return accepted.file();
            }
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "what is kept of the release of " + store.application() + " cannot be read: "
                            + ((FileReading.Refused) reading).problems().get(0));
        }

        /** Returns the plan that is there, or null if none can be read. */
        @Nullable ReleasePlan plan() {
            return store.plan() instanceof PlanReading.Accepted accepted ? accepted.plan() : null;
        }
    }

    /** Returns where settings come from that are no options. */
    final ServerOptions settings() {
        return server();
    }

    final Clock time() {
        return surroundings().clock();
    }

    final void remark(String sentence) {
        output().remark(sentence);
    }

    final Place connect() {
        Nacos nacos = server().connect();
        ReleaseStore store = new NacosReleaseStore(
                nacos.admin(), application.name(server()), surroundings().clock());
        return new Place(
                nacos, store, new ReleaseDesk(store, surroundings().clock(), (level, text) -> output().remark(text)));
    }
}
