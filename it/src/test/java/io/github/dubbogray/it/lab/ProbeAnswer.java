package io.github.dubbogray.it.lab;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** Who served a call. A bean: the Hessian of Dubbo 3.3.0 cannot read a record, and JSON needs getters. */
public final class ProbeAnswer implements Serializable {

    private static final long serialVersionUID = 1;

    private final String message;
    private final String instance;
    private final String tag;
    private final TreeMap<String, String> attachments;
    private final String address;

    ProbeAnswer(String message, String instance, String tag, Map<String, String> attachments, String address) {
        this.message = message;
        this.instance = instance;
        this.tag = tag;
        this.attachments = new TreeMap<>(attachments);
        this.address = address;
    }

    /** Returns what was asked. */
    public String getMessage() {
        return message;
    }

    /** Returns the name of the provider's process. */
    public String getInstance() {
        return instance;
    }

    /** Returns what {@code GrayContext} said there; empty if nothing. */
    public String getTag() {
        return tag;
    }

    /** Returns what arrived with the call. */
    public Map<String, String> getAttachments() {
        return attachments;
    }

    /** Returns where the caller's first hop went, as {@code host:port}; empty on further hops. */
    public String getAddress() {
        return address;
    }

    /** The same, served at an address. */
    ProbeAnswer at(String newAddress) {
        return new ProbeAnswer(message, instance, tag, attachments, newAddress);
    }

    @Override
    public String toString() {
        return instance + " at " + address + " answered " + message + " with tag '" + tag + "' and " + attachments;
    }
}
