package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.live.Profile;
import io.github.dubbogray.nacos.Credentials;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosServers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Nacos, and who asks: from flags, then from the environment, then from a profile; who asks, as a whole. */
public final class ServerOptions {

    private final Surroundings surroundings;

    @Option(
            names = "--server",
            paramLabel = "ADDRESS",
            description = "host:port of a node, or of several with commas between; https://host:port for TLS."
                    + " Also GRAYCTL_SERVER.")
    private @Nullable String server;

    @Option(
            names = "--namespace",
            paramLabel = "ID",
            description = "The namespace's id, public unless given. Also GRAYCTL_NAMESPACE.")
    private @Nullable String namespace;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "In which Dubbo registers, DEFAULT_GROUP unless given. Also GRAYCTL_GROUP.")
    private @Nullable String group;

    @Option(names = "--username", paramLabel = "NAME", description = "The account. Also GRAYCTL_USERNAME.")
    private @Nullable String username;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "Its password is the first line of this file. Also GRAYCTL_PASSWORD_FILE, or the password itself"
                            + " in GRAYCTL_PASSWORD; never on the command line, which everybody on the machine can read.")
    private @Nullable String passwordFile;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "An access token instead of an account, the first line of this file. Also GRAYCTL_TOKEN_FILE, or"
                            + " the token itself in GRAYCTL_TOKEN.")
    private @Nullable String tokenFile;

    @Option(
            names = "--access-key",
            paramLabel = "ID",
            description = "An access key instead of an account, as Alibaba Cloud has them. Also GRAYCTL_ACCESS_KEY.")
    private @Nullable String accessKey;

    @Option(
            names = "--secret-key-file",
            paramLabel = "FILE",
            description =
                    "Its secret is the first line of this file. Also GRAYCTL_SECRET_KEY_FILE, or the secret itself"
                            + " in GRAYCTL_SECRET_KEY.")
    private @Nullable String secretKeyFile;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Properties for what is not given otherwise: server, namespace, group, application, username,"
                    + " password, password-file, token, token-file, access-key, secret-key, secret-key-file, author, webhook, webhook-file,"
                    + " webhook-format, prometheus. Also GRAYCTL_PROFILE.")
    private @Nullable String profile;

    /** Of environment and profile, once they are read. */
    private @Nullable Profile settings;

    /** Reads them in these surroundings. */
    public ServerOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Returns the namespace of the server, which is there. */
    public Nacos connect() {
        String address = given(server, "server")
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "say where Nacos is: --server host:port, " + Profile.variable("server")
                                + ", or server in a profile"));
        NacosAdmin admin = NacosAdmin.of(servers(address).as(credentials()));
        Nacos nacos = new Nacos(
                admin.inNamespace(given(namespace, "namespace").orElse(admin.namespace())),
                given(group, "group").orElse("DEFAULT_GROUP"));
        if (!nacos.isThere()) {
            throw new CommandFailure(ExitCode.FINDINGS, "there is no " + nacos.place());
        }
        return nacos;
    }

    /** Returns an option's value, or else what the environment or the profile says. */
    public Optional<String> given(@Nullable String option, String key) {
        return Optional.ofNullable(option)
                .filter(text -> !text.isBlank())
                .or(() -> settings().get(key));
    }

    /** Returns a secret: the first line of a file that is given, or else what the environment or the profile says. */
    public Optional<String> secret(@Nullable String fileOption, String key) {
        return Optional.ofNullable(fileOption)
                .filter(name -> !name.isBlank())
                .map(this::firstLine)
                .or(() -> settings().secret(key, this::firstLine));
    }

    private static NacosServers servers(String address) {
        try {
            return NacosServers.of(address);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Reads the file once: it may be a pipe. */
    private Profile settings() {
        Profile known = settings;
        if (known == null) {
            Profile environment = Profile.of(surroundings.environment());
            Optional<String> file = Optional.ofNullable(profile).or(() -> environment.get("profile"));
            known = file.isEmpty()
                    ? environment
                    : environment.with(Live.read(surroundings, file.get()), ExitCode.USAGE);
            settings = known;
        }
        return known;
    }

    private Credentials credentials() {
        return settings().credentials(this::onCommandLine, this::firstLine, ExitCode.USAGE);
    }

    private Optional<String> onCommandLine(String key) {
        String given = switch (key) {
            case "username" -> username;
            case "password-file" -> passwordFile;
            case "token-file" -> tokenFile;
            case "access-key" -> accessKey;
            case "secret-key-file" -> secretKeyFile;
            default -> null;
        };
        return Optional.ofNullable(given).filter(text -> !text.isBlank());
    }

    private String firstLine(String file) {
        return Live.read(surroundings, file)
                .text()
                .lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, file + " has no first line"));
    }
}
