package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.core.release.FileReading;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseReader;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.GrayConsumers;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import io.github.dubbogray.nacos.gray.GrayFleet;
import io.github.dubbogray.nacos.gray.GrayReleases;
import io.github.dubbogray.nacos.gray.InstanceNotes;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Returns the documents of switches. */
    public GrayDocuments switches() {
        return new GrayDocuments(admin, GrayDocuments.Kind.SWITCHES);
    }

    /** Returns the instances. */
    public GrayFleet fleet() {
        return new GrayFleet(admin, group);
    }

    /** Returns who changed instances. */
    public InstanceNotes instanceNotes() {
        return new InstanceNotes(admin);
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

    /** Returns the instances of an application; null where Nacos does not tell, which keeps nobody from a document. */
    public @Nullable List<NacosInstance> instancesOf(String application) {
        try {
            return fleet().instances(application);
        } catch (NacosRequestException failure) {
            return null;
        }
    }

    /** Returns the text that only some clients have, if there is one, and Nacos tells. */
    public Optional<String> trialOf(String application) {
        try {
            return documents().trial(application);
        } catch (NacosRequestException failure) {
            return Optional.empty();
        }
    }

    /** Returns the release of an application, on its way or over, if there is one, and Nacos tells. */
    public Optional<Release> releaseOf(String application) {
        try {
            return new GrayReleases(admin)
                    .read(application, ReleaseText.STATE)
                    .map(kept -> ReleaseReader.read(application, kept.text()))
                    .filter(FileReading.Accepted.class::isInstance)
                    .map(accepted -> ((FileReading.Accepted) accepted).file().release());
        } catch (NacosRequestException failure) {
            return Optional.empty();
        }
    }
}
