package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.Echo;
import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.FakeInvoker;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.TestApplication;
import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.protocol.tri.TripleConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

@DisplayName("A hop believes whom the entry believes; what it does not believe ends there")
@SuppressWarnings("UnnecessaryStringBuilder") // its type is what matters
class InboundTrustTest {

    @TempDir
    private Path folder;

    private EntryApplication application;

    @AfterEach
    void destroy() {
        RpcContext.removeContext();
        application.close();
    }

    @Nested
    class Networks {

        @Test
        void trustedSender_isBelieved() {
            start(Map.of("dubbo.gray.entry.trust", "10.0.0.0/8"));

            assertThat(served(call("canary"), "10.1.2.3")).isEqualTo("canary");
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isZero();
        }

        @Test
        void otherSender_tagIsDroppedAndCounted() {
            start(Map.of("dubbo.gray.entry.trust", "10.0.0.0/8"));

            assertThat(served(call("canary"), "203.0.113.9")).isEmpty();
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isOne();
        }

        @Test
        void unknownSender_tagIsDropped() {
            start(Map.of("dubbo.gray.entry.trust", "10.0.0.0/8"));

            assertThat(served(call("canary"), null)).isEmpty();
        }
    }

    @Nested
    class None {

        @Test
        void tag_isNotForwardedInAnySpelling() {
            start(Map.of("dubbo.gray.entry.trust", "none"));
            RpcInvocation call = call("canary");
            call.setAttachment("X-Gray-Tag", "canary");
            call.setAttachment("X-GRAY-SIGNATURE", "forged");
            call.setAttachment("user-id", "1001");

            assertThat(served(call, "10.1.2.3")).isEmpty();
            assertThat(call.getObjectAttachments()).containsOnlyKeys("user-id");
            assertThat(forwarded()).containsOnlyKeys("user-id");
        }

        @Test
        @DisplayName("a key in upper case, or a number, is no tag here and would be one behind the next Triple hop")
        void lookalikes_areNotForwarded() {
            start(Map.of("dubbo.gray.entry.trust", "none"));
            RpcInvocation call = TestApplication.call();
            call.setObjectAttachment("X-Gray-Tag", "canary");
            call.setObjectAttachment("x-gray-tag", 42);

            assertThat(served(call, "10.1.2.3")).isEmpty();
            assertThat(forwarded()).isEmpty();
        }

        @Test
        @DisplayName("E32: a forged tag in baggage is no way around; the other entries go on")
        void tagInBaggage_isDroppedAndNotForwarded() {
            start(Map.of("dubbo.gray.entry.trust", "none"));
            RpcInvocation call = TestApplication.call();
            call.setAttachment("baggage", "user=1,x-gray-tag=canary");

            assertThat(served(call, "10.1.2.3")).isEmpty();
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isOne();
            assertThat(call.getObjectAttachments()).containsExactly(Map.entry("baggage", "user=1"));
            assertThat(forwarded()).containsExactly(Map.entry("baggage", "user=1"));
        }

        @Test
        @DisplayName(
                "a map of attachments may have the key null, at which Dubbo 3.3.6 fails; it keeps nothing from being taken off")
        void tagInBaggageBesideTheKeyNull_isDroppedAndNotForwarded() {
            start(Map.of("dubbo.gray.entry.trust", "none"));
            RpcInvocation call = TestApplication.call();
            call.setAttachment("baggage", "user=1,x-gray-tag=canary");
            call.getObjectAttachments().put(null, "1");

            assertThat(served(call, "10.1.2.3")).isEmpty();
            assertThat(forwarded()).containsEntry("baggage", "user=1").containsOnlyKeys("baggage", null);
            assertThat(meters().value(Meter.BUGS)).isZero();
        }

        @Test
        @DisplayName("where it cannot be found out who is believed, nobody is")
        void callThatCannotBeJudged_isServedAndNothingOfItsTagIsForwarded() {
            start(Map.of("dubbo.gray.entry.trust", "none"));
            RpcInvocation call = call("canary");
            call.setAttachment("X-Gray-Signature", "1.0");
            call.setAttachment("Baggage", "x-gray-tag=canary");
            call.setAttachment("user-id", "1001");
            RpcContext.getServerAttachment().setObjectAttachments(new HashMap<>(call.getObjectAttachments()));
            AtomicReference<String> seen = new AtomicReference<>();
            FakeInvoker broken =
                    FakeInvoker.withoutUrl(new IllegalStateException("planted"), any -> seen.set(current()));

            filter().invoke(broken, call);

            assertThat(seen).hasValue("");
            assertThat(call.getObjectAttachments()).containsOnlyKeys("user-id");
            assertThat(forwarded()).containsOnlyKeys("user-id");
            assertThat(meters().value(Meter.BUGS)).isOne();
        }

        @Test
        void callWithinTheProcess_isBelieved() {
            start(Map.of("dubbo.gray.entry.trust", "none"));
            AtomicReference<String> seen = new AtomicReference<>();

            filter().invoke(new FakeInvoker(local(), any -> seen.set(current())), call("canary"));

            assertThat(seen).hasValue("canary");
        }

        private URL local() {
            return new ServiceConfigURL("injvm", "127.0.0.1", 0, Echo.class.getName())
                    .setScopeModel(application.model().getDefaultModule());
        }
    }

    @Nested
    class Signature {

        private TagSignatures signatures;

        @Test
        void signedTag_isBelievedFromAnywhere() {
            sign();

            assertThat(served(signed("canary", signatures.sign("canary")), "203.0.113.9"))
                    .isEqualTo("canary");
            assertThat(served(signed(" version=v2", signatures.sign("version=v2")), "203.0.113.9"))
                    .isEqualTo("version=v2");
        }

        @Test
        void unsignedOrForgedTag_isDropped() {
            sign();

            assertThat(served(call("canary"), "10.1.2.3")).isEmpty();
            assertThat(served(signed("canary", signatures.sign("stable")), "10.1.2.3"))
                    .isEmpty();
            assertThat(served(signed("canary", "1." + "a".repeat(64)), "10.1.2.3"))
                    .isEmpty();
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isEqualTo(3);
        }

        @Test
        void believedTag_othersInBaggageAndOfTheSignatureAreNotForwarded() {
            sign();
            RpcInvocation call = signed("canary", signatures.sign("canary"));
            call.setAttachment("Baggage", "x-gray-tag=stable,a=b");

            assertThat(served(call, "10.1.2.3")).isEqualTo("canary");
            assertThat(forwarded()).containsOnlyKeys("x-gray-tag", "x-gray-signature", "Baggage");
            assertThat(forwarded()).containsEntry("Baggage", "a=b");
        }

        @Test
        void severalSpellings_areNoTag() {
            sign();
            RpcInvocation call = signed("canary", signatures.sign("canary"));
            call.setAttachment("X-Gray-Tag", "canary");

            assertThat(served(call, "10.1.2.3")).isEmpty();
            assertThat(forwarded()).isEmpty();
            assertThat(meters().value(Meter.TAGS_DROPPED)).isOne();
        }

        @Test
        void severalSignatures_areNone() {
            sign();
            RpcInvocation call = signed("canary", signatures.sign("canary"));
            call.setAttachment("X-Gray-Signature", signatures.sign("canary"));

            assertThat(served(call, "10.1.2.3")).isEmpty();
            assertThat(meters().value(Meter.TAGS_UNTRUSTED)).isOne();
        }

        @Test
        void textOfAnotherType_isSignedAsAnyOther() {
            sign();
            RpcInvocation call = TestApplication.call();
            call.setObjectAttachment("X-Gray-Tag", new StringBuilder("canary"));
            call.setObjectAttachment("X-Gray-Signature", new StringBuilder(signatures.sign("canary")));

            assertThat(served(call, "10.1.2.3")).isEqualTo("canary");
        }

        private void sign() {
            start(Map.of("dubbo.gray.entry.trust", "signature", "dubbo.gray.entry.secret", "the tests' secret"));
            signatures = Entry.of(application.model()).signatures().orElseThrow();
        }

        private RpcInvocation signed(String tag, String signature) {
            RpcInvocation call = call(tag);
            call.setAttachment("x-gray-signature", signature);
            return call;
        }
    }

    @Nested
    class Everyone {

        @Test
        @DisplayName("two headers on a Triple call, of which Dubbo makes one attachment, are no tag")
        void duplicatedHeader_isDroppedAndCounted() {
            start(Map.of());
            HttpRequest request = Mockito.mock();
            Mockito.when(request.headerValues("x-gray-tag")).thenReturn(List.of("canary", "stable"));
            RpcInvocation call = call("stable");
            call.put(TripleConstants.HTTP_REQUEST_KEY, request);

            assertThat(served(call, "10.1.2.3")).isEmpty();
            assertThat(forwarded()).isEmpty();
            assertThat(meters().value(Meter.TAGS_DROPPED)).isOne();
        }

        @Test
        void valueWithoutAText_isRemovedAndCounted() {
            start(Map.of());
            for (Object value : List.of(List.of("canary"), new byte[] {1}, new Object(), Thread.State.NEW)) {
                RpcInvocation call = TestApplication.call();
                call.setObjectAttachment("x-gray-tag", value);

                assertThat(served(call, "10.1.2.3")).isEmpty();
                assertThat(forwarded()).isEmpty();
            }
            assertThat(meters().value(Meter.TAGS_DROPPED)).isEqualTo(4);
        }

        @Test
        @DisplayName("D4: whatever a caller's value throws, its call is served")
        void valueThatFails_isRemovedAndCounted() {
            start(Map.of());
            CharSequence failing = Mockito.mock(CharSequence.class);
            Mockito.when(failing.toString()).thenThrow(new StackOverflowError());
            RpcInvocation call = TestApplication.call();
            call.setObjectAttachment("x-gray-tag", failing);

            assertThat(served(call, "10.1.2.3")).isEmpty();
            assertThat(forwarded()).isEmpty();
            assertThat(meters().value(Meter.TAGS_DROPPED)).isOne();
        }
    }

    private void start(Map<String, String> properties) {
        application = new EntryApplication(folder, properties);
    }

    private InboundTagFilter filter() {
        return new InboundTagFilter(application.model());
    }

    /** Serves a call as Dubbo does: its attachments are copied to the context first. Returns the tag the service saw. */
    private String served(RpcInvocation call, String sender) {
        RpcContext.getServerAttachment().setObjectAttachments(new HashMap<>(call.getObjectAttachments()));
        if (sender != null) {
            RpcContext.getServiceContext().setRemoteAddress(sender, 40_000);
        }
        AtomicReference<String> seen = new AtomicReference<>();
        URL url = new ServiceConfigURL("tri", "127.0.0.1", 50_051, Echo.class.getName())
                .setScopeModel(application.model().getDefaultModule());
        filter().invoke(new FakeInvoker(url, any -> seen.set(current())), call);
        return seen.get();
    }

    private static String current() {
        return GrayContext.tag().map(Tag::text).orElse("");
    }

    private static Map<String, Object> forwarded() {
        return RpcContext.getServerAttachment().getObjectAttachments();
    }

    private Meters meters() {
        return application.gray().meters();
    }

    private static RpcInvocation call(String tag) {
        RpcInvocation call = TestApplication.call();
        call.setAttachment(Tag.KEY, tag);
        return call;
    }
}
