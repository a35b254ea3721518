package io.github.dubbogray.router.connection;

/**
 * How this process is connected to a config centre or a registry, as far as its client tells; no server is asked.
 *
 * @param isUp false while the client has no connection
 * @param number another one after each loss, so that what was seen on one connection is told from what was seen on another
 */
public record Connection(boolean isUp, long number) {

    /** Where the client does not tell: as if one connection lasted for ever. */
    public static final Connection UNTOLD = new Connection(true, 0);

    /**
     * Returns whether what was seen on a connection was seen on this one, as far as anybody tells.
     *
     * @param otherNumber the number of that connection
     */
    public boolean isStill(long otherNumber) {
        return equals(UNTOLD) || number == otherNumber;
    }
}
