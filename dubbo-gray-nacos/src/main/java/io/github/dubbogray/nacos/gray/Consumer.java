package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.core.release.count.FailedCalls;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.nacos.NacosInstance;
import java.util.Map;
import java.util.Optional;

/**
 * A consumer process, as it announces itself.
 *
 * @param address what tells it from another process of the same id and host
 * @param application its own name
 * @param process id and host
 * @param library the version of dubbo-gray that it has
 * @param revision of the document that it runs, {@code none} if it runs none
 * @param state {@code ok}, or what else it says
 * @param counts what it says of the step of a release, empty where it says nothing
 * @param failed what it says of failed calls of that step
 */
public record Consumer(
        String address,
        String application,
        String process,
        String library,
        String revision,
        String state,
        String counts,
        String failed) {

    /** The state of one that runs the newest document it was given. */
    public static final String OK = "ok";

    /** The state of one for which there is no document. */
    public static final String NONE = "none";

    /** One that says nothing of failed calls but how many they are. */
    public Consumer(
            String address,
            String application,
            String process,
            String library,
            String revision,
            String state,
            String counts) {
        this(address, application, process, library, revision, state, counts, "");
    }

    static Consumer of(NacosInstance announcement) {
        Map<String, String> said = announcement.metadata();
        return new Consumer(
                announcement.address(),
                said.getOrDefault("application", ""),
                said.getOrDefault("process", announcement.address()),
                said.getOrDefault("library", ""),
                said.getOrDefault("revision", NONE),
                said.getOrDefault("state", "unknown"),
                said.getOrDefault("counts", ""),
                said.getOrDefault("failed", ""));
    }

    /** Returns how the calls of a release's step ended that it made, empty where it says nothing of it, or nothing readable. */
    public Optional<StepReport> counted() {
        return StepReport.read(counts).map(report -> report.with(FailedCalls.read(failed)));
    }

    /** Who it is, for people. */
    public String name() {
        return application + " " + process;
    }
}
