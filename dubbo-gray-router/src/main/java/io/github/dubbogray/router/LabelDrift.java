package io.github.dubbogray.router;

/**
 * A label of which an instance says one thing and the registry another: an operator edited it, or what an operator stored
 * for an earlier process at this address lies over what the present one registers.
 *
 * @param service the registry's service: the application's name, or the interface's where it is found by interface
 * @param address host and port of the instance
 * @param key the label's key
 * @param registered the value the instance registers; empty if it registers none
 * @param effective the value the registry shows, which is what counts; empty if it shows none
 */
public record LabelDrift(String service, String address, String key, String registered, String effective) {

    /** Says it in one sentence. */
    public String describe() {
        return address + " of " + service + " registers " + shown(registered) + ", the registry says "
                + shown(effective);
    }

    private String shown(String value) {
        return value.isEmpty() ? "no " + key : key + "=" + value;
    }
}
