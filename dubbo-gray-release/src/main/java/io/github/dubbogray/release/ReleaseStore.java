package io.github.dubbogray.release;

import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of one application's release is. Every method throws {@link NacosRequestException} where it is not answered or
 * refused.
 */
public interface ReleaseStore {

    /** Returns the application. */
    String application();

    /** Returns how the release stands; empty where there is none. */
    Optional<StoredConfig> state();

    /**
     * Keeps how the release stands.
     *
     * @param basis what it is based on, null where there was none
     * @return whether nobody was faster; nothing has changed otherwise
     */
    boolean swapState(@Nullable StoredConfig basis, String text);

    /** Returns the plan; empty where there is none. */
    Optional<StoredConfig> plan();

    /**
     * Keeps the plan.
     *
     * @param basis what it is based on, null where there was none
     * @return whether nobody was faster; nothing has changed otherwise
     */
    boolean swapPlan(@Nullable StoredConfig basis, String text);

    /** Returns the incidents of releases; empty where there never was one. */
    Optional<StoredConfig> incidents();

    /**
     * Keeps the incidents.
     *
     * @param basis what they are based on, null where there were none
     * @return whether nobody was faster; nothing has changed otherwise
     */
    boolean swapIncidents(@Nullable StoredConfig basis, String text);

    /** Returns what became of earlier releases; empty where none was ever over. */
    Optional<StoredConfig> ledger();

    /**
     * Keeps what became of releases.
     *
     * @param basis what it is based on, null where there was none
     * @return whether nobody was faster; nothing has changed otherwise
     */
    boolean swapLedger(@Nullable StoredConfig basis, String text);

    /** Returns the document; empty where there is none. */
    Optional<GrayDocument> document();

    /**
     * Publishes a document.
     *
     * @param basis what it is based on
     * @param author who does, for the journal
     * @param reason why, for the journal
     * @return whether nobody was faster; nothing has changed otherwise
     */
    boolean publish(GrayDocument basis, String text, String author, String reason);

    /** Returns the consumers that announce themselves. */
    List<Consumer> consumers();
}
