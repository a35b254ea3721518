package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.text.Quoted;
import java.util.OptionalInt;

/** How a rule picked one of its lanes. */
public sealed interface LanePick {

    /** Says it, to be read after the lane. */
    String describe();

    /** It has but one. */
    record OnlyLane() implements LanePick {
        @Override
        public String describe() {
            return "the rule's only lane";
        }
    }

    /**
     * By the bucket of a sticky key (clause R4).
     *
     * @param source where the key comes from
     * @param key the key's value
     * @param bucket 0 to 9 999
     */
    record ByBucket(String source, String key, int bucket) implements LanePick {
        @Override
        public String describe() {
            return "bucket " + bucket + " of " + source + " " + Quoted.of(key);
        }
    }

    /** By a drawn number, 0 to 9 999. */
    record ByDraw(int number) implements LanePick {
        @Override
        public String describe() {
            return "drawn " + number;
        }
    }

    /** Returns how a rule that claims a question picks. */
    static LanePick of(Rule rule, Question question) {
        if (rule.target() instanceof Target.ToLane) {
            return new OnlyLane();
        }
        OptionalInt bucket = rule.bucketOf(question.request());
        if (rule.target() instanceof Target.Sticky sticky && bucket.isPresent()) {
            String key = sticky.key().valueIn(question.request());
            return new ByBucket(sticky.key().spelling(), key == null ? "" : key, bucket.getAsInt());
        }
        return new ByDraw(question.draw());
    }
}
