package io.github.dubbogray.router.event;

import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.text.Quoted;

/**
 * What the registry has under a label's key and is no label, as after an edit by hand: the instance counts as without it.
 *
 * @param application the instance's
 * @param address host and port of the instance
 * @param key the metadata key, {@code gray.} included
 * @param value its value
 */
public record MalformedLabel(String application, String address, String key, String value) {

    /** Says it in one sentence. */
    public String describe() {
        return address + " of " + application + " has " + Quoted.of(key) + " = " + Quoted.of(value)
                + " in the registry, which is no label and counts as absent; keys begin with gray. in small letters,"
                + " what follows and the value must be " + PairSyntax.tokenRule();
    }
}
