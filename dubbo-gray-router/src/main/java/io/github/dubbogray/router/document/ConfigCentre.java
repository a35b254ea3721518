package io.github.dubbogray.router.document;

import io.github.dubbogray.router.connection.Answers;
import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.connection.NacosConnections;
import io.github.dubbogray.router.connection.ServerAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.config.configcenter.ConfigChangedEvent;
import org.apache.dubbo.common.config.configcenter.ConfigurationListener;
import org.apache.dubbo.common.config.configcenter.DynamicConfiguration;
import org.apache.dubbo.config.ConfigCenterConfig;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** Dubbo's config centre, as far as documents need it. */
public interface ConfigCentre {

    /**
     * Calls back with every later text of a document, an empty one when it was deleted, until {@link #forget}. The same
     * one again is called once all the same.
     */
    void follow(String dataId, Consumer<String> texts);

    /** Calls back no more. */
    void forget(String dataId, Consumer<String> texts);

    /**
     * Returns the text of a document, or empty if there is none or the config centre is away.
     *
     * @throws RuntimeException if it was asked and refused, as for an account that it does not take; not of every one of several centres
     */
    Optional<String> fetch(String dataId);

    /** Returns whether a server of the config centre accepts connections; takes at most a second for each server. */
    boolean isReachable();

    /** Returns how this process is connected to it; asks no server. */
    Connection connection();

    /**
     * Returns the config centre of an application, or one that cannot be used where one is configured but Dubbo has none,
     * as after {@code check=false}; empty if none is configured.
     */
    static Optional<ConfigCentre> of(ApplicationModel application) {
        List<URL> centres = centresOf(application);
        List<InetSocketAddress> servers = serversOf(centres);
        Optional<ConfigCentre> usable = application
                .modelEnvironment()
                .getDynamicConfiguration()
                .map(configuration -> new OfDubbo(configuration, servers, answersOf(centres)));
        return usable.or(() -> servers.isEmpty() ? Optional.empty() : Optional.of(new Missing()));
    }

    private static List<URL> centresOf(ApplicationModel application) {
        return application.getApplicationConfigManager().getConfigCenters().stream()
                .filter(config -> config.getAddress() != null)
                .map(ConfigCenterConfig::toUrl)
                .toList();
    }

    private static List<InetSocketAddress> serversOf(List<URL> centres) {
        return centres.stream()
                .flatMap(url -> ServerAddresses.of(url.getBackupAddress()).stream())
                .distinct()
                .toList();
    }

    /** Nacos may be in the process for something else. */
    private static Answers answersOf(List<URL> centres) {
        boolean isNacosAlone =
                !centres.isEmpty() && centres.stream().allMatch(url -> "nacos".equals(url.getProtocol()));
        return isNacosAlone ? Answers.OF_NACOS : Answers.UNTOLD;
    }

    /** The real one. */
    record OfDubbo(DynamicConfiguration configuration, List<InetSocketAddress> servers, Answers answers)
            implements ConfigCentre {

        private static final long FETCH_TIMEOUT_MILLIS = 3_000;
        private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

        /** Dubbo keeps listeners in sets, so those of equal followers are one. */
        private record Texts(Consumer<String> follower) implements ConfigurationListener {
            @Override
            public void process(ConfigChangedEvent event) {
                follower.accept(event.getContent() == null ? "" : event.getContent());
            }
        }

        @Override
        public void follow(String dataId, Consumer<String> texts) {
            configuration.addListener(dataId, DynamicConfiguration.DEFAULT_GROUP, new Texts(texts));
        }

        @Override
        public void forget(String dataId, Consumer<String> texts) {
            configuration.removeListener(dataId, DynamicConfiguration.DEFAULT_GROUP, new Texts(texts));
        }

        @Override
        public Optional<String> fetch(String dataId) {
            return answers.from(
                    servers,
                    () -> configuration.getConfig(dataId, DynamicConfiguration.DEFAULT_GROUP, FETCH_TIMEOUT_MILLIS));
        }

        @Override
        public boolean isReachable() {
            return servers.stream().anyMatch(OfDubbo::accepts);
        }

        /** Where the config centre is not Nacos, its client need not be there. */
        @Override
        public Connection connection() {
            try {
                return NacosConnections.OF_DOCUMENTS.to(servers);
            } catch (LinkageError absent) { // or of a release that does not tell
                return Connection.UNTOLD;
            }
        }

        private static boolean accepts(InetSocketAddress server) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(server.getHostString(), server.getPort()), CONNECT_TIMEOUT_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** One that Dubbo gave up on when the process started; it will not come back. */
    record Missing() implements ConfigCentre {

        @Override
        public void follow(String dataId, Consumer<String> texts) {}

        @Override
        public void forget(String dataId, Consumer<String> texts) {}

        @Override
        public Optional<String> fetch(String dataId) {
            return Optional.empty();
        }

        @Override
        public boolean isReachable() {
            return false;
        }

        @Override
        public Connection connection() {
            return new Connection(false, 0);
        }
    }
}
