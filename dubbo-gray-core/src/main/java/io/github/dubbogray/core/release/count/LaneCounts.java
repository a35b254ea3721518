package io.github.dubbogray.core.release.count;

/**
 * What was counted of one lane in one step of a release.
 *
 * @param calls first tries of calls that ended well or failed
 * @param failures of them, those that failed
 * @param slow of them, those that were slow
 */
public record LaneCounts(long calls, Of failures, Of slow) {

    /** Nothing. */
    public static final LaneCounts NONE = new LaneCounts(0, Of.NONE, Of.NONE);

    /** Of which every failed and every slow call was of a user of its own. */
    public LaneCounts(long calls, long failures, long slow) {
        this(calls, new Of(failures, failures), new Of(slow, slow));
    }

    public LaneCounts {
        if (calls < Math.max(failures.calls(), slow.calls())) {
            throw new IllegalArgumentException(
                    "of " + calls + " calls " + failures.calls() + " failed and " + slow.calls() + " were slow");
        }
    }

    /**
     * Calls of one kind.
     *
     * @param calls how many
     * @param keys how many of them were the first of their sticky key, or had none
     */
    public record Of(long calls, long keys) {

        /** None. */
        public static final Of NONE = new Of(0, 0);

        public Of {
            if (keys < 0 || keys > calls) {
                throw new IllegalArgumentException(calls + " calls of " + keys + " keys");
            }
        }

        /** Returns these and others. */
        public Of plus(Of more) {
            return new Of(calls + more.calls, keys + more.keys);
        }

        /** Returns what came since an earlier count; nothing where this is no later one, as after a restart. */
        Of since(Of earlier) {
            long added = Math.max(0, calls - earlier.calls);
            return new Of(added, Math.min(added, Math.max(0, keys - earlier.keys)));
        }
    }

    /** Returns these and others. */
    public LaneCounts plus(LaneCounts more) {
        return new LaneCounts(calls + more.calls, failures.plus(more.failures), slow.plus(more.slow));
    }

    /**
     * Returns what came since an earlier count of the same counter. A count may have a call and not yet how it ended, so that the
     * next one has more failures than calls: then these are its calls. One that has fewer calls than before has begun anew: then
     * all of it came since.
     */
    public LaneCounts since(LaneCounts earlier) {
        if (calls < earlier.calls) {
            return this;
        }
        Of failed = failures.since(earlier.failures);
        Of slowed = slow.since(earlier.slow);
        long ended = Math.max(calls - earlier.calls, Math.max(failed.calls, slowed.calls));
        return new LaneCounts(ended, failed, slowed);
    }
}
