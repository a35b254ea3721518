package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.ApplicationStatus;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.live.OneByOne;
import io.github.dubbogray.grayctl.live.Pause;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import io.github.dubbogray.nacos.gray.GrayFleet;
import io.github.dubbogray.nacos.gray.Registration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that changes an instance in the registry. */
abstract sealed class ChangesInstance extends Live permits LabelSet, LabelUnset, Weigh, Isolate, Restore {

    private static final long PAUSE_MILLIS = 100;
    private static final int LOOKS = 150;

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Mixin
    private final ChangeOptions change;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "The instance, as host:port.")
    private String address = "";

    ChangesInstance(Surroundings surroundings) {
        super(surroundings);
        this.change = new ChangeOptions(surroundings);
    }

    /** Checks what is asked, beside the address, before anything is. */
    void check() {
        // Mostly nothing else is asked.
    }

    /** Says what is to be done, to be read before "of" and the instance. */
    abstract String whatToDo();

    /** Returns whether the instance gets no more calls then. */
    boolean takesOut() {
        return false;
    }

    abstract void perform(GrayFleet fleet, List<Registration> registrations);

    /**
     * Does what is left to do while the registry does not show it.
     *
     * @param look how often it was looked, from 0
     */
    void settle(GrayFleet fleet, List<Registration> now, int look) {
        // Mostly there is nothing but to wait.
    }

    /** Returns whether the registry shows what was to be done. */
    abstract boolean isDone(NacosInstance instance);

    @Override
    public final Integer call() {
        check();
        Nacos nacos = server().connect();
        String name = application.name(server());
        List<Registration> registrations = nacos.fleet().registrations(name, address);
        if (registrations.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "there is no instance " + address + " of " + name + " in group " + nacos.group() + " of "
                            + nacos.place());
        }
        if (takesOut()) {
            warning(nacos, name).ifPresent(output()::remark);
        }
        boolean isDone = change.isConfirmed(
                whatToDo() + " " + address + " of " + name + " in " + nacos.place()
                        + (registrations.size() == 1
                                ? ""
                                : ", in all " + registrations.size() + " services that it is in"),
                output());
        if (isDone) {
            List<Registration> now = unchanged(nacos.fleet(), registrations);
            OneByOne.change(now, each -> perform(nacos.fleet(), List.of(each)));
            note(nacos, name);
            awaitShown(nacos.fleet(), now);
        }
        answer(name, isDone, registrations.size());
        return isDone || change.isDryRun() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    /** The registry keeps no history. */
    private void note(Nacos nacos, String name) {
        Change made = new Change(
                surroundings().clock().instant(),
                change.author(server()),
                whatToDo() + " " + address,
                change.reason(),
                "",
                "");
        if (nacos.instanceNotes().add(name, made) != GrayDocuments.Noted.YES) {
            output().complain("the instance is changed, but who did it and why is not kept: "
                    + "the journal of instances could not be written");
        }
    }

    /** What cannot be told holds nobody up: an instance may have to go while Nacos refuses to show the document. */
    private Optional<String> warning(Nacos nacos, String name) {
        try {
            return ApplicationStatus.of(nacos, name).roster().warningWithout(address);
        } catch (NacosRequestException failure) {
            return Optional.of("whether others serve its lane is not known: " + failure.getMessage());
        }
    }

    /** Weight and switch are written together, so what somebody else did to one while a question stood would be undone. */
    private List<Registration> unchanged(GrayFleet fleet, List<Registration> shown) {
        List<Registration> now = fleet.now(shown);
        boolean isUnchanged = now.size() == shown.size();
        for (int i = 0; isUnchanged && i < now.size(); i++) {
            NacosInstance before = shown.get(i).instance();
            NacosInstance after = now.get(i).instance();
            isUnchanged = before.enabled() == after.enabled() && before.weight() == after.weight();
        }
        if (!isUnchanged) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "somebody else has changed " + address
                            + " meanwhile, or it is gone: nothing is changed; look at it and do it again");
        }
        return now;
    }

    /** Nacos answers before its lists show a change; whoever edits next would read, and write back, what was before. */
    private void awaitShown(GrayFleet fleet, List<Registration> registrations) {
        for (int i = 0; i < LOOKS; i++) {
            List<Registration> now = fleet.now(registrations);
            if (now.isEmpty()) {
                throw new CommandFailure(ExitCode.FINDINGS, address + " is gone from the registry meanwhile");
            }
            if (now.stream().allMatch(each -> isDone(each.instance()))) {
                return;
            }
            Pause.millis(PAUSE_MILLIS, ExitCode.FINDINGS, "interrupted; the change was made");
            settle(fleet, now, i);
        }
        throw new CommandFailure(
                ExitCode.FINDINGS,
                "Nacos has taken it (" + whatToDo() + " " + address
                        + "), but its list does not show it yet; look at 'grayctl status' before the next change");
    }

    private void answer(String name, boolean isDone, int services) {
        if (output().isJson()) {
            output().json(new JsonObject()
                    .put("application", name)
                    .put("address", address)
                    .put("services", services)
                    .put("done", isDone));
        } else if (isDone) {
            output().line("done: " + whatToDo() + " " + address);
        }
    }
}
