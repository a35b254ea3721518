package io.github.dubbogray.core.health;

/** Which whole numbers a setting takes, both ends included. */
public record Amount(int least, int most) {

    /** A percentage that can be reached and is not nothing: 1 to 100. */
    public static final Amount PERCENT = new Amount(1, 100);

    /** Calls: 1 to 1 000 000. */
    public static final Amount CALLS = new Amount(1, 1_000_000);

    /** Calls or probes one after the other: 1 to 1 000. */
    public static final Amount IN_A_ROW = new Amount(1, 1_000);

    public Amount {
        if (least > most) {
            throw new IllegalArgumentException("an amount from " + least + " to " + most + " holds nothing");
        }
    }

    void require(String name, int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + least + " to " + most);
        }
    }
}
