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
 * The plans of releases, how they stand, their incidents and what became of earlier ones, beside the documents of a namespace. Every method throws {@link
 * NacosRequestException} when the server refuses or does not answer.
 */
public final class GrayReleases {

    private static final String PLAN = ".gray-release";
    private static final String STATE = ".gray-release-state";
    private static final String INCIDENTS = ".gray-incidents";
    private static final String LEDGER = ".gray-releases";

    private final NacosConfigs configs;

    /** Those of a namespace. */
    public GrayReleases(NacosAdmin admin) {
        this.configs = new NacosConfigs(admin);
    }

    /** Returns the data id of the plan of an application's release. */
    public static String planIdOf(String application) {
        return application + PLAN;
    }

    /** Returns the data id of how an application's release stands. */
    public static String stateIdOf(String application) {
        return application + STATE;
    }

    /** Returns the applications that have, or had, a release, in their order. */
    public List<String> applications() {
        return configs.endingIn(STATE, GrayDocuments.GROUP).stream()
                .map(dataId -> dataId.substring(0, dataId.length() - STATE.length()))
                .toList();
    }

    /** Returns the plan of an application's release, if it has one. */
    public Optional<StoredConfig> plan(String application) {
        return Optional.ofNullable(configs.read(idOf(planIdOf(application))));
    }

    /**
     * Writes the plan of an application's release if it is still what was read.
     *
     * @param basis what was read, null if there was none
     * @throws NacosRequestException of the kind {@code CONFLICT} if it is something else now; nothing has changed then
     */
    public void swapPlan(String application, @Nullable StoredConfig basis, String text) {
        configs.swap(idOf(planIdOf(application)), basis, text);
    }

    /** Returns how an application's release stands, if it has one. */
    public Optional<StoredConfig> state(String application) {
        return Optional.ofNullable(configs.read(idOf(stateIdOf(application))));
    }

    /**
     * Writes how an application's release stands if it is still what was read.
     *
     * @param basis what was read, null if there was none
     * @throws NacosRequestException of the kind {@code CONFLICT} if it is something else now; nothing has changed then
     */
    public void swapState(String application, @Nullable StoredConfig basis, String text) {
        configs.swap(idOf(stateIdOf(application)), basis, text);
    }

    /** Returns the data id of the incidents of an application's releases. */
    public static String incidentsIdOf(String application) {
        return application + INCIDENTS;
    }

    /** Returns the incidents of an application's releases, if there ever was one. */
    public Optional<StoredConfig> incidents(String application) {
        return Optional.ofNullable(configs.read(idOf(incidentsIdOf(application))));
    }

    /**
     * Writes the incidents of an application's releases if they are still what was read.
     *
     * @param basis what was read, null if there was none
     * @throws NacosRequestException of the kind {@code CONFLICT} if they are something else now; nothing has changed then
     */
    public void swapIncidents(String application, @Nullable StoredConfig basis, String text) {
        configs.swap(idOf(incidentsIdOf(application)), basis, text);
    }

    /** Returns the data id of what became of an application's releases. */
    public static String ledgerIdOf(String application) {
        return application + LEDGER;
    }

    /** Returns what became of an application's releases, if one was ever over. */
    public Optional<StoredConfig> ledger(String application) {
        return Optional.ofNullable(configs.read(idOf(ledgerIdOf(application))));
    }

    /**
     * Writes what became of an application's releases if it is still what was read.
     *
     * @param basis what was read, null if there was none
     * @throws NacosRequestException of the kind {@code CONFLICT} if it is something else now; nothing has changed then
     */
    public void swapLedger(String application, @Nullable StoredConfig basis, String text) {
        configs.swap(idOf(ledgerIdOf(application)), basis, text);
    }

    private static ConfigId idOf(String dataId) {
        return new ConfigId(dataId, GrayDocuments.GROUP);
    }
}
