package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosConfigs;
import io.github.dubbogray.nacos.NacosRequestException;
import java.util.List;

/**
 * Who changed an application's instances, and why: the registry itself keeps no history. One text for each application, {@code
 * {application}.gray-instances-journal}, with the last {@value Journal#MOST} changes.
 */
public final class InstanceNotes {

    private final NacosConfigs configs;

    /** Those of a namespace. */
    public InstanceNotes(NacosAdmin admin) {
        this.configs = new NacosConfigs(admin);
    }

    /** Adds a change that was made, which has no revisions, and says what became of that. Throws nothing. */
    public GrayDocuments.Noted add(String application, Change change) {
        return of(application).add(change);
    }

    /**
     * Returns the changes, the newest first; their time is that of whoever made them.
     *
     * @throws NacosRequestException if the server refuses or does not answer
     */
    public List<Change> changes(String application) {
        return of(application).read().changes();
    }

    private JournalNotes of(String application) {
        return new JournalNotes(configs, new ConfigId(application + ".gray-instances-journal", GrayDocuments.GROUP));
    }
}
