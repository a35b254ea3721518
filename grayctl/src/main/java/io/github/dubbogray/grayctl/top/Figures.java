package io.github.dubbogray.grayctl.top;

import java.util.Map;
import java.util.Optional;

/** Live figures by lane, or why there are none. */
public sealed interface Figures {

    /** Returns those of a lane, if there are any. */
    default Optional<LaneFigures> of(String lane) {
        return this instanceof Read read ? Optional.ofNullable(read.byLane().get(lane)) : Optional.empty();
    }

    /** They were read; a lane without calls may not be among them. */
    record Read(Map<String, LaneFigures> byLane) implements Figures {

        public Read {
            byLane = Map.copyOf(byLane);
        }
    }

    /** There are none: why, a sentence. */
    record Missing(String why) implements Figures {}
}
