package io.github.dubbogray.it.lab;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that calls are made and served on. */
public enum Threads {
    PLATFORM {
        @Override
        ExecutorService pool(int size) {
            return Executors.newFixedThreadPool(size);
        }
    },

    /** Those of Java 21 and later; this code is compiled for 17. */
    VIRTUAL {
        @Override
        ExecutorService pool(int size) {
            try {
                return (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("no virtual threads on Java " + System.getProperty("java.version"), e);
            }
        }
    };

    /** The system property that says which a process has; platform threads without it. */
    public static final String PROPERTY = "probe.threads";

    /** Returns those of this process. */
    static Threads ofThisProcess() {
        return valueOf(System.getProperty(PROPERTY, PLATFORM.name()));
    }

    /** Returns an executor for so many tasks at a time. */
    abstract ExecutorService pool(int size);
}
