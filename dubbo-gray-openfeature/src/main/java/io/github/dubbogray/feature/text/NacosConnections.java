package io.github.dubbogray.feature.text;

import com.alibaba.nacos.common.remote.client.Connection;
import com.alibaba.nacos.common.remote.client.ConnectionEventListener;
import com.alibaba.nacos.common.remote.client.RpcClient;
import com.alibaba.nacos.common.remote.client.RpcClientFactory;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections of Nacos's config clients in this process, as the router's class of this name counts them: switches do with
 * Nacos's client alone, so that class need not be there. A change too many has a document looked for once more.
 */
final class NacosConnections {

    /** What Nacos calls the kind of a client, and the kind that has documents. */
    private static final String KIND = "module";

    private static final String CONFIG = "config";

    private static final AtomicLong CHANGES = new AtomicLong();

    /** Those that are listened to; a client that has ended goes. */
    private static final Map<RpcClient, Boolean> LISTENED = Collections.synchronizedMap(new WeakHashMap<>());

    private NacosConnections() {}

    /**
     * Returns the number of the connection of now: another one after each loss, so that what was seen on one is told from what
     * was seen on another. Always the same where Nacos's client is of a release that does not tell.
     */
    static long number() {
        try {
            RpcClientFactory.getAllClientEntries().stream()
                    .map(Map.Entry::getValue)
                    .filter(client -> CONFIG.equals(client.getLabels().get(KIND)))
                    .forEach(NacosConnections::listenTo);
            return CHANGES.get();
        } catch (LinkageError e) {
            return 0;
        }
    }

    private static void listenTo(RpcClient client) {
        if (LISTENED.putIfAbsent(client, true) == null) {
            client.registerConnectionListener(new Counting(new WeakReference<>(client)));
        }
    }

    /** A client that is ended by its application loses nothing, and its first connection is no second one. */
    private static final class Counting implements ConnectionEventListener {

        private final WeakReference<RpcClient> client;
        private volatile boolean isLost;

        private Counting(WeakReference<RpcClient> client) {
            this.client = client;
        }

        @Override
        public void onConnected(Connection connection) {
            if (isLost) {
                isLost = false;
                CHANGES.incrementAndGet();
            }
        }

        @Override
        public void onDisConnect(Connection connection) {
            RpcClient of = client.get();
            if (of != null && !of.isShutdown()) {
                isLost = true;
                CHANGES.incrementAndGet();
            }
        }
    }
}
