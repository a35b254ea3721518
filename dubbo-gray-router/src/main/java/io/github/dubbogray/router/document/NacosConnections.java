package io.github.dubbogray.router.document;

import com.alibaba.nacos.common.remote.client.ConnectionEventListener;
import com.alibaba.nacos.common.remote.client.RpcClient;
import com.alibaba.nacos.common.remote.client.RpcClientFactory;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections of Nacos's config clients in this process. Dubbo keeps its client to itself, while Nacos lists all of them;
 * each is listened to once, by a listener that knows nobody, as it cannot be taken away again.
 *
 * <p>The number counts the changes of every config client, not only of those to the servers that are asked about: a
 * change too many has a document looked for once more, one too few has a loss of everything taken for an operator's wish.
 */
final class NacosConnections {

    /** What Nacos calls the kind of a client, and the kind that has documents. */
    private static final String KIND = "module";

    private static final String CONFIG = "config";

    private static final AtomicLong CHANGES = new AtomicLong(Connection.UNTOLD.number() + 1);

    /** Those that are listened to; a client that has ended goes. */
    private static final Map<RpcClient, Boolean> LISTENED = Collections.synchronizedMap(new WeakHashMap<>());

    private static final ConnectionEventListener COUNTING = new ConnectionEventListener() {
        @Override
        public void onConnected(com.alibaba.nacos.common.remote.client.Connection connection) {
            CHANGES.incrementAndGet();
        }

        @Override
        public void onDisConnect(com.alibaba.nacos.common.remote.client.Connection connection) {
            CHANGES.incrementAndGet();
        }
    };

    private NacosConnections() {}

    /**
     * Returns how this process is connected to servers; as if it were where Nacos's client is of another release than those
     * that are supported.
     *
     * @param servers hosts and ports as Nacos's clients were given them; of none it is not said whether there is a connection
     */
    static Connection to(List<InetSocketAddress> servers) {
        List<RpcClient> clients = configClients();
        if (servers.isEmpty() || clients.isEmpty()) {
            return Connection.UNTOLD;
        }
        clients.forEach(NacosConnections::listenTo);
        return new Connection(isUp(clients, servers), CHANGES.get());
    }

    private static List<RpcClient> configClients() {
        return RpcClientFactory.getAllClientEntries().stream()
                .map(Map.Entry::getValue)
                .filter(client -> CONFIG.equals(client.getLabels().get(KIND)))
                .toList();
    }

    private static void listenTo(RpcClient client) {
        if (LISTENED.putIfAbsent(client, true) == null) {
            client.registerConnectionListener(COUNTING);
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
}
