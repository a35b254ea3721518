package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Affinity;
import java.util.List;

/**
 * A placement together with its instances.
 *
 * @param <S> what the adapter makes of a set of instances
 * @param placement where the request goes, and why
 * @param instances the instances of the chosen tier, whether present or not; of a refusal, none
 * @param affinity which requests to these instances belong together
 */
public record Decision<S>(Placement placement, S instances, Affinity affinity) {

    /** A decision under which no request belongs to another. */
    public Decision(Placement placement, S instances) {
        this(placement, instances, Affinity.NONE);
    }

    /**
     * Returns this decision for a request that another tier was tried for in vain.
     *
     * @param reason why that tier does not serve
     */
    public Decision<S> insteadOf(Tier tried, String reason) {
        return new Decision<>(placement.insteadOf(tried, reason), instances, affinity);
    }

    /** Returns this decision with what others took away as part of its reason. */
    public Decision<S> after(List<Placement.Taken> taken) {
        return new Decision<>(placement.after(taken), instances, affinity);
    }
}
