package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.ServiceId;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs an application's release just now: one ephemeral instance that nobody is sent to, written over by whoever runs it.
 * The registry has no history, so that this may be said every few seconds; Nacos drops it when it is not said for half a
 * minute. Every method throws {@link NacosRequestException} when the server refuses or does not answer.
 */
public final class GrayHeartbeats {

    private static final String GROUP = "dubbo-gray";
    private static final String SERVICE = ".gray-release";
    private static final String HOLDER = "holder";
    private static final String UNTIL = "until";

    private final NacosAdmin admin;

    /** Those of a namespace. */
    public GrayHeartbeats(NacosAdmin admin) {
        this.admin = admin;
    }

    /**
     * That somebody runs a release.
     *
     * @param holder names the process
     * @param untilMillis till when that holds, in milliseconds of the epoch
     */
    public record Heartbeat(String holder, long untilMillis) {}

    /** Returns the last one that is there; empty where there is none, or none that can be read. */
    public Optional<Heartbeat> last(String application) {
        return admin.instances(serviceOf(application)).stream()
                .map(NacosInstance::metadata)
                .flatMap(said -> read(said.getOrDefault(HOLDER, ""), said.getOrDefault(UNTIL, "")).stream())
                .findFirst();
    }

    private static Optional<Heartbeat> read(String holder, String until) {
        return !holder.isEmpty() && until.matches("\\d{1,18}")
                ? Optional.of(new Heartbeat(holder, Long.parseLong(until)))
                : Optional.empty();
    }

    /** Says one. */
    public void say(String application, Heartbeat heartbeat) {
        admin.register(
                serviceOf(application),
                new NacosInstance(
                        "127.0.0.1",
                        1,
                        0,
                        true,
                        false,
                        true,
                        "DEFAULT",
                        Map.of(HOLDER, heartbeat.holder(), UNTIL, Long.toString(heartbeat.untilMillis()))));
    }

    private static ServiceId serviceOf(String application) {
        return new ServiceId(application + SERVICE, GROUP);
    }
}
