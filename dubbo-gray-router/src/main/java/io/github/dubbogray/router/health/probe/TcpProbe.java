package io.github.dubbogray.router.health.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.apache.dubbo.common.URL;

/**
 * Connects to an instance's port and closes the connection again. It is looked at some times a second, so there is no
 * selector to wait with.
 */
final class TcpProbe implements Probe {

    private final SocketChannel channel;
    private Answer answer = Answer.NONE_YET;

    private TcpProbe(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Begins to connect; looks up the host first, where that is a name.
     *
     * @throws UncheckedIOException if this process has no socket left
     */
    static TcpProbe begin(URL instance) {
        InetSocketAddress address = new InetSocketAddress(instance.getHost(), instance.getPort());
        TcpProbe probe = new TcpProbe(open());
        probe.go(() -> probe.channel.connect(address));
        return probe;
    }

    private static SocketChannel open() {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that says whether there is a connection. */
    private interface Step {
        boolean take() throws IOException;
    }

    @Override
    public Answer answer() {
        if (answer == Answer.NONE_YET) {
            go(channel::finishConnect);
        }
        return answer;
    }

    private void go(Step step) {
        try {
            answer = step.take() ? Answer.ANSWERED : Answer.NONE_YET;
        } catch (BindException e) { // no port left on this side
            answer = Answer.NOT_ASKED;
        } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException e) {
            answer = Answer.UNANSWERED;
        }
    }

    @Override
    public void end() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
