package io.github.dubbogray.router.event;

import io.github.dubbogray.core.text.Quoted;

/**
 * A label of which an instance says one thing and the registry another: an operator edited it, or what an operator stored
 * for an earlier process at this address lies over what the present one registers.
 *
 * @param application the provider application the instance belongs to; the name of a service where it does not say
 * @param address host and port of the instance, the one its application is registered with where it has several and that was known
 * @param key the label's key
 * @param registered the value the instance registers; empty if it registers none
 * @param effective the value the registry shows, which is what counts; empty if it shows none
 */
public record LabelDrift(String application, String address, String key, String registered, String effective) {

    /** Says it in one sentence. */
    public String describe() {
        return Quoted.sentence(address) + " of " + Quoted.sentence(application) + " registers " + shown(registered)
                + ", the registry says " + shown(effective);
    }

    /** Returns whether another drift of this label of this instance is the same one, whatever lists it. */
    public boolean saysTheSameAs(LabelDrift other) {
        return key.equals(other.key) && registered.equals(other.registered) && effective.equals(other.effective);
    }

    private String shown(String value) {
        return value.isEmpty() ? "no " + key : key + "=" + value;
    }
}
