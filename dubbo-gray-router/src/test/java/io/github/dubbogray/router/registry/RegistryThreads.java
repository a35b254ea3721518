package io.github.dubbogray.router.registry;

/** The threads that follow registries in this process. */
final class RegistryThreads {

    private RegistryThreads() {}

    /** Returns how many live. */
    static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("dubbo-gray-registry"))
                .count();
    }
}
