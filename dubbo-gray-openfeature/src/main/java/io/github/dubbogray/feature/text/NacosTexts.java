package io.github.dubbogray.feature.text;

import com.alibaba.nacos.api.NacosFactory;
import com.alibaba.nacos.api.config.ConfigService;
import com.alibaba.nacos.api.config.listener.AbstractListener;
import com.alibaba.nacos.api.exception.NacosException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document in Nacos, through a client of its own. The client calls back with changes, also with those of a time without
 * a connection; what it does not say is whether it has one, so that is asked.
 */
public final class NacosTexts implements TextSource {

    private static final Logger LOG = LoggerFactory.getLogger(NacosTexts.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final String GROUP = "dubbo";
    private static final long FETCH_TIMEOUT_MILLIS = 3_000;
    private static final String UP = "UP";
    private static final long NEVER = -1;

    private final String dataId;
    private final Properties properties;

    /** Guarded by this, as all below. */
    private @Nullable ConfigService client;

    private @Nullable Consumer<Heard> told;
    private boolean isFollowed;

    /** The connection on which the document was last seen. */
    private long seenOn = NEVER;

    private boolean isAway;

    /** Tells what Nacos says; one of it is listened with. */
    private final AbstractListener listener = new AbstractListener() {
        @Override
        public void receiveConfigInfo(@Nullable String text) {
            pushed(text);
        }
    };

    /**
     * Follows a document.
     *
     * @param properties as Nacos's client takes them: {@code serverAddr}, {@code namespace}, {@code username} and so on
     */
    public NacosTexts(String dataId, Properties properties) {
        this.dataId = dataId;
        this.properties = new Properties();
        this.properties.putAll(properties);
    }

    @Override
    public String describe() {
        return "Nacos at " + properties.getProperty("serverAddr", "its default address") + ", data id " + dataId;
    }

    @Override
    public synchronized void begin(Consumer<Heard> listening) {
        told = listening;
        fetch();
    }

    @Override
    public synchronized void recheck() {
        if (told == null) {
            return; // closed meanwhile: a new client would stay
        }
        boolean isUp = client != null && UP.equals(client.getServerStatus());
        if (isFollowed && !isUp && !isAway) {
            away("it does not answer");
        } else if (!isFollowed || (isUp && (isAway || isToBeSeen()))) {
            fetch();
        }
    }

    /** After a loss of the connection, whether the document is still there is asked once. */
    private boolean isToBeSeen() {
        return seenOn != NEVER && seenOn != NacosConnections.number();
    }

    /** A client that cannot ask a server answers with its own copy, which may be old. */
    private void fetch() {
        try {
            ConfigService asked = connected();
            long before = NacosConnections.number();
            String text = isFollowed
                    ? asked.getConfig(dataId, GROUP, FETCH_TIMEOUT_MILLIS)
                    : asked.getConfigAndSignListener(dataId, GROUP, FETCH_TIMEOUT_MILLIS, listener);
            isFollowed = true;
            if (!UP.equals(asked.getServerStatus())) {
                away("it does not answer", text);
                return;
            }
            isAway = false;
            if (text == null || text.isBlank()) {
                missing();
            } else {
                seenOn = before;
                tell(new Heard.Text(text));
            }
        } catch (NacosException | RuntimeException e) {
            away(String.valueOf(e.getMessage()));
        }
    }

    private ConfigService connected() throws NacosException {
        ConfigService known = client;
        if (known == null) {
            known = NacosFactory.createConfigService(properties);
            client = known;
        }
        return known;
    }

    private synchronized void pushed(@Nullable String text) {
        isAway = false;
        long connection = NacosConnections.number();
        if (text != null && !text.isBlank()) {
            seenOn = connection;
            tell(new Heard.Text(text));
        } else if (seenOn == connection) {
            tell(new Heard.Gone());
        } else {
            missing();
        }
    }

    /** There is none, and nobody was seen to remove it: it may be a server that lost its data. */
    private void missing() {
        seenOn = NEVER;
        tell(new Heard.Unconfirmed(describe() + ": it has none, and nobody was seen to remove one"));
    }

    private void tell(Heard heard) {
        if (told != null) {
            told.accept(heard);
        }
    }

    private void away(String why) {
        away(why, null);
    }

    /**
     * Tells that nobody can say now.
     *
     * @param copy what the client has of its own, if anything
     */
    private void away(String why, @Nullable String copy) {
        isAway = true;
        String sentence = describe() + ": " + why;
        tell(copy == null || copy.isBlank() ? new Heard.Away(sentence) : new Heard.Copy(copy, sentence));
    }

    /** With its listener: to remove that first would ask a server on a connection that is being closed. */
    private static void shutDown(ConfigService client) {
        try {
            client.shutDown();
        } catch (NacosException e) {
            LOG.debug("Nacos's client does not end", e); // it is left alone one way or the other
        }
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    /** The client is left outside of the lock, which it may wait for while it calls back. */
    @Override
    public void close() {
        ConfigService known = left();
        if (known != null) {
            shutDown(known);
        }
    }

    private synchronized @Nullable ConfigService left() {
        ConfigService known = client;
        told = null;
        client = null;
        return known;
    }
}
