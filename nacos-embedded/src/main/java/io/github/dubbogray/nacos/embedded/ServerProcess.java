package io.github.dubbogray.nacos.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of the server: a Java process with its own class path, whose standard input ends when this process does. */
final class ServerProcess {
    private static final String MAIN_CLASS = "io.github.dubbogray.nacos.server.NacosServer";
    private static final int NEVER_STARTED = -1;

    /** The one that leaves its classes behind takes some seconds for it, more on a busy machine. */
    private static final long ORDERLY_EXIT_SECONDS = 60;

    private final Process process;
    private final ClassArchive.Share classes;

    private ServerProcess(Process process, ClassArchive.Share classes) {
        this.process = process;
        this.classes = classes;
    }

    static ServerProcess launch(NacosOptions options, NacosPorts ports, NacosHome home) {
        ServerClassPath classPath = ServerClassPath.find();
        ClassArchive.Share classes =
                ClassArchive.of(classPath.text(), classPath.sharedClasses()).take();
        ProcessBuilder builder = new ProcessBuilder(command(options, ports, home, classPath, classes))
                .directory(home.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.output().toFile());
        try {
            return new ServerProcess(builder.start(), classes);
        } catch (IOException failure) {
            classes.ended(NEVER_STARTED);
            throw new UncheckedIOException("no process for Nacos", failure);
        }
    }

    Process process() {
        return process;
    }

    /** Asks the process to end, and ends it when it does not. */
    void stop() {
        process.destroy();
        if (hasEnded()) {
            classes.ended(process.exitValue());
        } else {
            kill();
        }
    }

    /** Ends the process as a crash would. */
    void kill() {
        process.destroyForcibly();
        if (!hasEnded()) {
            throw new IllegalStateException("Nacos cannot be stopped: process " + process.pid());
        }
        classes.ended(process.exitValue());
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(ORDERLY_EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static List<String> command(
            NacosOptions options,
            NacosPorts ports,
            NacosHome home,
            ServerClassPath classPath,
            ClassArchive.Share classes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + options.heapMegabytes() + "m");
        command.add("-XX:+UseSerialGC");
        // Halves the time to start; the server is never the thing that is measured.
        command.add("-XX:TieredStopAtLevel=1");
        // The first compiler alone gets 48 MB, which a server fills in an hour; then nothing more is compiled.
        command.add("-XX:ReservedCodeCacheSize=240m");
        command.addAll(classes.options());
        systemProperties(options, ports, home).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(classPath.text());
        command.add(MAIN_CLASS);
        return command;
    }

    private static Map<String, String> systemProperties(NacosOptions options, NacosPorts ports, NacosHome home) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("nacos.standalone", "true");
        // The console's beans look for it; setting it through EnvUtil alone is not enough.
        properties.put("nacos.deployment.type", "merged");
        properties.put("nacos.home", home.path().toString());
        // Not on the class path, which would then have a folder, and no classes to share.
        properties.put("spring.config.additional-location", "file:" + home.configuration() + "/");
        properties.put("nacos.server.main.port", Integer.toString(ports.main()));
        properties.put("nacos.console.port", Integer.toString(ports.console()));
        // Everything the server writes stays in its home: by default logs go to the user's home.
        properties.put("nacos.logs.path", home.logs().toString());
        properties.put("JM.LOG.PATH", home.logs().toString());
        properties.put("JM.SNAPSHOT.PATH", home.temporary().toString());
        properties.put(
                "derby.stream.error.file", home.logs().resolve("derby.log").toString());
        properties.put("java.io.tmpdir", home.temporary().toString());
        properties.put("java.net.preferIPv4Stack", "true");
        properties.put("java.awt.headless", "true");
        properties.putAll(options.systemProperties());
        return properties;
    }
}
