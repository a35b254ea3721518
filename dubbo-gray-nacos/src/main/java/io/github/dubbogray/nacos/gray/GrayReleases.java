package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosConfigs;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.StoredConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of releases, beside the documents of a namespace. Every method throws {@link NacosRequestException} when the
 * server refuses or does not answer.
 */
public final class GrayReleases {

    private final NacosConfigs configs;

    /** Those of a namespace. */
    public GrayReleases(NacosAdmin admin) {
        this.configs = new NacosConfigs(admin);
    }

    /** Returns the applications that have, or had, a release, in their order. */
    public List<String> applications() {
        String suffix = ReleaseText.STATE.suffix();
        return configs.endingIn(suffix, GrayDocuments.GROUP).stream()
                .map(dataId -> dataId.substring(0, dataId.length() - suffix.length()))
                .toList();
    }

    /** Returns a text of an application, if it has one. */
    public Optional<StoredConfig> read(String application, ReleaseText which) {
        return Optional.ofNullable(configs.read(idOf(application, which)));
    }

    /**
     * Writes a text of an application if it is still what was read.
     *
     * @param basis what was read, null if there was none
     * @throws NacosRequestException of the kind {@code CONFLICT} if it is something else now; nothing has changed then
     */
    public void swap(String application, ReleaseText which, @Nullable StoredConfig basis, String text) {
        configs.swap(idOf(application, which), basis, text);
    }

    private static ConfigId idOf(String application, ReleaseText which) {
        return new ConfigId(which.idOf(application), GrayDocuments.GROUP);
    }
}
