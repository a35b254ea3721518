package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.GrayConsumers;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import io.github.dubbogray.nacos.gray.GrayFleet;

/**
 * A namespace of a server, as commands use it.
 *
 * @param group in which Dubbo registers
 */
public record Nacos(NacosAdmin admin, String group) {

    /** Returns the documents. */
    public GrayDocuments documents() {
        return new GrayDocuments(admin);
    }

    /** Returns the instances. */
    public GrayFleet fleet() {
        return new GrayFleet(admin, group);
    }

    /** Returns who announces itself. */
    public GrayConsumers consumers() {
        return new GrayConsumers(admin);
    }

    /** Says where this is. */
    public String place() {
        return "namespace " + admin.namespace() + " at " + admin.servers();
    }

    /** Returns whether the namespace is there; also where the account may not ask that. */
    public boolean isThere() {
        try {
            return admin.isNamespaceThere();
        } catch (NacosRequestException failure) {
            if (failure.kind() == NacosRequestException.Kind.DENIED) {
                return true;
            }
            throw failure;
        }
    }
}
