package io.github.dubbogray.benchmarks.live;

/**
 * What a process has used over a while.
 *
 * @param bytes allocated by its threads
 * @param cpuNanos processor time of the whole process, also of compiler and collector
 */
record Usage(long bytes, long cpuNanos) {

    /** Reads what {@link #toString} writes. */
    static Usage read(String line) {
        String[] words = line.split(" ", -1);
        return new Usage(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    @Override
    public String toString() {
        return bytes + " " + cpuNanos;
    }
}
