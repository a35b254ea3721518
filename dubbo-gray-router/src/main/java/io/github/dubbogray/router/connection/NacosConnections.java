package io.github.dubbogray.router.connection;

import com.alibaba.nacos.common.remote.client.ConnectionEventListener;
import com.alibaba.nacos.common.remote.client.RpcClient;
import com.alibaba.nacos.common.remote.client.RpcClientFactory;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections of Nacos's clients in this process. Dubbo keeps its clients to itself, while Nacos lists all of them; each is
 * listened to once, by a listener that knows nobody, as it cannot be taken away again.
 *
 * <p>The number counts the losses of every client of a kind, and that it is connected again, not only of those to the servers
 * that are asked about: a change too many has a document looked for once more, one too few has a loss of everything taken for
 * an operator's wish.
 */
public final class NacosConnections {

    /** Of clients that have documents. */
    public static final NacosConnections OF_DOCUMENTS = new NacosConnections("config");

    /** Of clients that have instances. */
    public static final NacosConnections OF_INSTANCES = new NacosConnections("naming");

    /** What Nacos calls the kind of a client. */
    private static final String KIND = "module";

    private final String kind;
    private final AtomicLong changes = new AtomicLong(Connection.UNTOLD.number() + 1);

    /** Those that are listened to; a client that has ended goes. */
    private final Map<RpcClient, Boolean> listened = Collections.synchronizedMap(new WeakHashMap<>());

    private NacosConnections(String kind) {
        this.kind = kind;
    }

    /**
     * Returns how this process is connected to servers; as if it were where there is no client yet.
     *
     * @param servers hosts and ports as Nacos's clients were given them; of none it is not said whether there is a connection
     * @throws LinkageError where Nacos's client is not there, or of a release that does not tell
     */
    public Connection to(List<InetSocketAddress> servers) {
        List<RpcClient> clients = clients();
        if (servers.isEmpty() || clients.isEmpty()) {
            return Connection.UNTOLD;
        }
        clients.forEach(this::listenTo);
        return new Connection(isUp(clients, servers), changes.get());
    }

    private List<RpcClient> clients() {
        return RpcClientFactory.getAllClientEntries().stream()
                .map(Map.Entry::getValue)
                .filter(client -> kind.equals(client.getLabels().get(KIND)))
                .toList();
    }

    private void listenTo(RpcClient client) {
        if (listened.putIfAbsent(client, true) == null) {
            client.registerConnectionListener(new Counting(new WeakReference<>(client), changes));
        }
    }

    private static boolean isUp(List<RpcClient> clients, List<InetSocketAddress> servers) {
        List<RpcClient> ours =
                clients.stream().filter(client -> isOf(client, servers)).toList();
        return ours.isEmpty() || ours.stream().anyMatch(RpcClient::isRunning);
    }

    private static boolean isOf(RpcClient client, List<InetSocketAddress> servers) {
        RpcClient.ServerInfo server = client.getCurrentServer();
        return server != null
                && servers.contains(InetSocketAddress.createUnresolved(server.getServerIp(), server.getServerPort()));
    }

    /** A client that is ended by its application loses nothing, and its first connection is no second one. */
    private static final class Counting implements ConnectionEventListener {

        private final WeakReference<RpcClient> client;
        private final AtomicLong changes;
        private volatile boolean isLost;

        private Counting(WeakReference<RpcClient> client, AtomicLong changes) {
            this.client = client;
            this.changes = changes;
        }

        @Override
        public void onConnected(com.alibaba.nacos.common.remote.client.Connection connection) {
            if (isLost) {
                isLost = false;
                changes.incrementAndGet();
            }
        }

        @Override
        public void onDisConnect(com.alibaba.nacos.common.remote.client.Connection connection) {
            RpcClient of = client.get();
            if (of != null && !of.isShutdown()) {
                isLost = true;
                changes.incrementAndGet();
            }
        }
    }
}
