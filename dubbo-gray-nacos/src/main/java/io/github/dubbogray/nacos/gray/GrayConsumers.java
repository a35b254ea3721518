package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.ServiceId;
import java.util.Comparator;
import java.util.List;

/** Who calls an application, and which document it runs: what consumers announce in the registry. */
public final class GrayConsumers {

    private static final String GROUP = "dubbo-gray";
    private static final String SERVICE = ".gray-consumers";

    private final NacosAdmin admin;

    /** Those of a namespace. */
    public GrayConsumers(NacosAdmin admin) {
        this.admin = admin;
    }

    /**
     * Returns the consumers of an application, in the order of their names.
     *
     * @throws NacosRequestException if the server refuses or does not answer
     */
    public List<Consumer> of(String application) {
        return admin.instances(new ServiceId(application + SERVICE, GROUP)).stream()
                .map(Consumer::of)
                .sorted(Comparator.comparing(Consumer::name))
                .toList();
    }
}
