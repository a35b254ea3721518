package io.github.dubbogray.nacos.embedded;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: a Nacos server that runs until Ctrl-C. */
@Command(
        name = "nacos-embedded",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Starts a standalone Nacos server with its console on loopback, or a cluster of several, and runs until Ctrl-C.")
final class NacosEmbedded implements Callable<Integer> {
    @Option(names = "--port", description = "Main port; main-1000, main+1000 and main+1001 must be free too; 0: any.")
    private int port = 8848;

    @Option(names = "--console-port", description = "Port of the console; 0: any.")
    private int consolePort = 8080;

    @Option(names = "--home", description = "Folder of data and logs; without it a temporary one.")
    private @Nullable Path home;

    @Option(names = "--heap", description = "Largest heap in megabytes.")
    private int heapMegabytes = 512;

    @Option(
            names = "--servers",
            description =
                    "How many servers, which keep one set of data among them; of several all else is chosen. 1, or 3 and more.")
    private int servers = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private NacosEmbedded() {}

    /** Runs the command line. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Returns what takes a command line. */
    static CommandLine commandLine() {
        return new CommandLine(new NacosEmbedded()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    @Override
    public Integer call() throws InterruptedException {
        if (servers < 1 || servers == 2) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--servers is " + servers
                            + ", must be 1, or 3 and more: two cannot agree once one of them is gone");
        }
        if (servers == 1) {
            return runOne();
        }
        refuseWithSeveral("--port");
        refuseWithSeveral("--console-port");
        refuseWithSeveral("--home");
        refuseWithSeveral("--heap");
        return runCluster();
    }

    private void refuseWithSeveral(String option) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
            throw new ParameterException(
                    spec.commandLine(), option + " is of one server: --servers " + servers + " chooses it for each");
        }
    }

    private Integer runCluster() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (EmbeddedNacosCluster cluster = EmbeddedNacosCluster.start(servers, out::println)) {
            out.println("servers " + cluster.serverAddresses());
            // Ctrl-C ends this process, and their shutdown hooks stop the servers.
            while (cluster.alive().findAny().isPresent()) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        spec.commandLine().getErr().println("the processes of all servers ended");
        return 1;
    }

    private Integer runOne() throws InterruptedException {
        NacosOptions options = NacosOptions.defaults()
                .withPort(port)
                .withConsolePort(consolePort)
                .withHeapMegabytes(heapMegabytes);
        PrintWriter out = spec.commandLine().getOut();
        try (EmbeddedNacos nacos = EmbeddedNacos.start(home == null ? options : options.withHome(home), out::println)) {
            out.println("server  " + nacos.serverAddress());
            out.println("console " + nacos.consoleUrl());
            // Ctrl-C ends this process, and its shutdown hook stops the server.
            while (nacos.isAlive()) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        spec.commandLine().getErr().println("the process of the server ended");
        return 1;
    }
}
