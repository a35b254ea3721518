package io.github.dubbogray.grayctl.qos;

/** Why a process does not answer what it is asked; the message is a sentence that names its address. */
public final class QosFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong. */
    public enum Kind {
        /** Nobody can be asked there: that is no address. */
        NO_ADDRESS("cannot be asked: "),

        /** There is no connection, or no answer in time. */
        UNREACHABLE("does not answer: "),

        /** It answers that it will not. */
        REFUSED("refuses: ");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    QosFailure(String address, Kind kind, String why) {
        super("the QoS port " + address + " " + kind.words + why);
        this.kind = kind;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }
}
