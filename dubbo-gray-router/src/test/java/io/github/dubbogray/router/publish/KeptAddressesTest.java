package io.github.dubbogray.router.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.registry.Keeping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.NotifyListener;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.cluster.Directory;
import org.apache.dubbo.rpc.cluster.RouterChain;
import org.apache.dubbo.rpc.protocol.AbstractInvoker;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeptAddressesTest {

    private static final URL CONSUMER = URL.valueOf("consumer://127.0.0.1/demo");
    private static final URL EMPTY = URL.valueOf("empty://127.0.0.1/demo");
    private static final URL ONE = URL.valueOf("dubbo://127.0.0.1:1/demo");
    private static final URL TWO = URL.valueOf("dubbo://127.0.0.1:2/demo");

    private final FakeKeeping keeping = new FakeKeeping();
    private final KeptAddresses addresses = new KeptAddresses(consumer -> Optional.of(keeping));
    private final FakeDirectory directory = new FakeDirectory();

    @Nested
    class Notify {

        @Test
        void nothingKept_isWhatIsListed() {
            assertThat(told(ONE, TWO)).containsExactly(ONE, TWO);
            assertThat(told(TWO)).containsExactly(TWO);
            assertThat(told(EMPTY)).containsExactly(EMPTY);
            assertThat(told()).isEmpty();
        }

        @Test
        void missing_isKept() {
            told(ONE, TWO);
            keeping.kept.add(ONE);

            assertThat(told(TWO)).containsExactly(TWO, ONE);
            assertThat(told(TWO)).containsExactly(TWO, ONE);
        }

        @Test
        void missingWithoutAConnection_isGone() {
            told(ONE, TWO);
            keeping.kept.add(ONE);
            directory.connected.remove(ONE);

            assertThat(told(TWO)).containsExactly(TWO);
        }

        @Test
        void nobodyListed_whoIsKeptIsThere() {
            told(ONE, TWO);
            keeping.kept.addAll(List.of(ONE, TWO));

            assertThat(told(EMPTY)).containsExactly(ONE, TWO);
            assertThat(told()).containsExactly(ONE, TWO);
        }

        @Test
        void listedAgain_isAsListed() {
            told(ONE);
            keeping.kept.add(ONE);
            told(EMPTY);
            URL changed = ONE.addParameter("gray.version", "v2");

            assertThat(told(changed)).containsExactly(changed);
        }

        @Test
        void otherReference_hasOthers() {
            told(ONE);
            keeping.kept.add(ONE);

            assertThat(addresses.notify(List.of(TWO), CONSUMER, new FakeDirectory()))
                    .containsExactly(TWO);
        }

        @Test
        void applicationThatKeepsNothing_isWhatIsListed() {
            KeptAddresses none = new KeptAddresses(consumer -> Optional.empty());
            none.notify(List.of(ONE, TWO), CONSUMER, directory);

            assertThat(none.notify(List.of(TWO), CONSUMER, directory)).containsExactly(TWO);
        }

        @Test
        void fault_isWhatIsListed() {
            KeptAddresses broken = new KeptAddresses(consumer -> {
                throw new IllegalStateException("test");
            });

            assertThat(broken.notify(List.of(ONE), CONSUMER, directory)).containsExactly(ONE);
        }

        @Test
        void destroyedReference_isForgotten() {
            told(ONE, TWO);
            keeping.kept.add(ONE);
            addresses.destroy(CONSUMER, directory);

            assertThat(told(TWO)).containsExactly(TWO);
        }
    }

    @Nested
    class Later {

        @Test
        void keptStill_isLeftAlone() {
            told(ONE, TWO);
            keeping.kept.add(ONE);
            told(TWO);

            keeping.step();

            assertThat(directory.notified).isEmpty();
            assertThat(keeping.keepers).hasSize(1);
        }

        @Test
        void connectionLost_referenceIsTold() {
            told(ONE, TWO);
            keeping.kept.add(ONE);
            told(TWO);

            directory.connected.remove(ONE);
            keeping.step();

            assertThat(directory.notified).containsExactly(List.of(TWO));
        }

        @Test
        void oneOfTwoKeptNoMore_referenceIsToldWithTheOther() {
            told(ONE, TWO);
            keeping.kept.addAll(List.of(ONE, TWO));
            told(EMPTY);

            keeping.kept.remove(ONE);
            keeping.step();

            assertThat(directory.notified).containsExactly(List.of(TWO));
        }

        @Test
        void nothingKeptAnyMore_referenceIsToldOnceWhatIsListed() {
            told(ONE, TWO);
            keeping.kept.add(ONE);
            told(TWO);

            keeping.kept.clear();
            keeping.step();
            keeping.step();

            assertThat(directory.notified).containsExactly(List.of(TWO));
            assertThat(keeping.keepers).isEmpty();
        }

        @Test
        void destroyedReference_isToldNothing() {
            told(ONE, TWO);
            keeping.kept.add(ONE);
            told(TWO);
            directory.isDestroyed = true;

            keeping.kept.clear();
            keeping.step();

            assertThat(directory.notified).isEmpty();
            assertThat(keeping.keepers).isEmpty();
        }
    }

    private List<URL> told(URL... listed) {
        return addresses.notify(List.of(listed), CONSUMER, directory);
    }

    private static final class FakeKeeping implements Keeping {

        private final Set<URL> kept = new HashSet<>();
        private final Map<Object, BooleanSupplier> keepers = new HashMap<>();

        @Override
        public boolean isKept(URL instance) {
            return kept.contains(instance);
        }

        @Override
        public void whileKept(Object whose, BooleanSupplier keeper) {
            keepers.put(whose, keeper);
        }

        private void step() {
            List.copyOf(keepers.entrySet()).forEach(entry -> {
                if (!entry.getValue().getAsBoolean()) {
                    keepers.remove(entry.getKey());
                }
            });
        }
    }

    /** As Dubbo's: whoever tells it something tells its listeners first. */
    private final class FakeDirectory implements Directory<Object>, NotifyListener {

        private final List<List<URL>> notified = new ArrayList<>();
        private final Set<URL> connected = new HashSet<>(List.of(ONE, TWO));
        private boolean isDestroyed;

        @Override
        public synchronized void notify(List<URL> urls) {
            notified.add(addresses.notify(urls, CONSUMER, this));
        }

        @Override
        public boolean isDestroyed() {
            return isDestroyed;
        }

        @Override
        public Class<Object> getInterface() {
            return Object.class;
        }

        @Override
        public List<Invoker<Object>> list(Invocation invocation) {
            return List.of();
        }

        @Override
        public List<Invoker<Object>> getAllInvokers() {
            return Stream.of(ONE, TWO).map(this::invoker).toList();
        }

        private Invoker<Object> invoker(URL url) {
            return new AbstractInvoker<>(Object.class, url) {
                @Override
                public boolean isAvailable() {
                    return connected.contains(url);
                }

                @Override
                protected Result doInvoke(Invocation invocation) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public URL getConsumerUrl() {
            return CONSUMER;
        }

        @Override
        public void discordAddresses() {}

        @Override
        public URL getUrl() {
            return CONSUMER;
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public void destroy() {}

        @Override
        public RouterChain<Object> getRouterChain() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addInvalidateInvoker(Invoker<Object> invoker) {}

        @Override
        public void addDisabledInvoker(Invoker<Object> invoker) {}

        @Override
        public void recoverDisabledInvoker(Invoker<Object> invoker) {}
    }
}
