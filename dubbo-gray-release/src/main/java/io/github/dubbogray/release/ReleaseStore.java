package io.github.dubbogray.release;

import io.github.dubbogray.core.release.Lease;
import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.ReleaseText;
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

    /** Returns what is kept; empty where there is nothing. */
    Optional<StoredConfig> read(ReleaseText which);

    /**
     * Keeps something.
     *
     * @param basis what it is based on, null where there was nothing
     * @return whether nobody was faster; nothing has changed otherwise
     */
    boolean swap(ReleaseText which, @Nullable StoredConfig basis, String text);

    /** Returns the plan that is kept, by itself; refused where there is none, or none that can be read. */
    default PlanReading plan() {
        return PlanReader.read(read(ReleaseText.PLAN).map(StoredConfig::text).orElse(""));
    }

    /** Returns what was last heard of whoever runs the release; {@link Lease#NONE} where nothing was. */
    Lease heard();

    /** Lets others hear who runs the release, without a text that would be kept. */
    void sayHeard(Lease lease);

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
