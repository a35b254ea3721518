package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.Echo;
import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.FakeInvoker;
import io.github.dubbogray.filter.TestApplication;
import io.github.dubbogray.filter.entry.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("With a secret, whatever tag goes out is signed")
class TagSealFilterTest {

    private static final Map<String, String> SECRET = Map.of("dubbo.gray.entry.secret", "the tests' secret");

    @TempDir
    private Path folder;

    private EntryApplication application;

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void consumerFilters_haveIt() {
        application = new EntryApplication(folder, SECRET);
        List<Class<?>> filters = new ArrayList<>();
        application
                .model()
                .getDefaultModule()
                .getExtensionLoader(Filter.class)
                .getActivateExtension(url(), "reference.filter", "consumer")
                .forEach(filter -> filters.add(filter.getClass()));

        assertThat(filters).contains(CalleeFilter.class).endsWith(TagSealFilter.class);
    }

    @Test
    void tag_isSigned() {
        application = new EntryApplication(folder, SECRET);

        assertThat(sent(" version=v2").getObjectAttachments().get("x-gray-signature"))
                .isEqualTo(
                        Entry.of(application.model()).signatures().orElseThrow().sign("version=v2"));
    }

    @Test
    void forwardedSignature_isReplaced() {
        application = new EntryApplication(folder, SECRET);
        RpcInvocation call = TestApplication.call();
        call.setAttachment(Tag.KEY, "canary");
        call.setAttachment("x-gray-signature", "of another tag");

        send(call);

        assertThat(call.getObjectAttachments().get("x-gray-signature")).isNotEqualTo("of another tag");
    }

    @Test
    void noTag_forwardedSignatureIsTakenOff() {
        application = new EntryApplication(folder, SECRET);
        RpcInvocation call = TestApplication.call();
        call.setAttachment("x-gray-signature", "of another tag");

        send(call);

        assertThat(call.getObjectAttachments()).isEmpty();
    }

    @Test
    @DisplayName("a tag that the router gave goes out alone, whatever is put beside it behind the router")
    void tagOfTheRouter_goesOutAlone() {
        application = new EntryApplication(folder, Map.of());
        RpcInvocation call = TestApplication.call();
        call.setAttachment(Tag.KEY, "canary");
        TagSealFilter seal = new TagSealFilter(application.model());
        RpcContext.getClientAttachment().setAttachment("X-Gray-Tag", "context").setAttachment("user-id", "1001");

        for (int tries = 0; tries < 2; tries++) {
            new CalleeFilter(application.model())
                    .invoke(
                            new FakeInvoker(url(), between -> {
                                between.setAttachment(Tag.KEY, "forged");
                                between.setAttachment("X-Gray-Tag", "forged");
                                between.setAttachment("x-gray-tag-bin", "forged");
                                between.setAttachment("X-Gray-Signature", "forged");
                                between.setAttachment("baggage", "x-gray-tag=forged,a=b");
                                seal.invoke(new FakeInvoker(url(), any -> {}), between);
                            }),
                            call);

            assertThat(call.getObjectAttachments()).isEqualTo(Map.of(Tag.KEY, "canary", "baggage", "a=b"));
            assertThat(RpcContext.getClientAttachment().getObjectAttachments()).isEqualTo(Map.of("user-id", "1001"));
        }
        RpcContext.removeClientAttachment();
    }

    @Test
    void noSecret_nothingIsTouched() {
        application = new EntryApplication(folder, Map.of());

        assertThat(sent("canary").getObjectAttachments()).containsOnlyKeys(Tag.KEY);
    }

    @Test
    void switchedOff_nothingIsTouched() {
        application = new EntryApplication(
                folder, Map.of("dubbo.gray.entry.secret", "the tests' secret", "dubbo.gray.enabled", "false"));

        assertThat(sent("canary").getObjectAttachments()).containsOnlyKeys(Tag.KEY);
    }

    private RpcInvocation sent(String tag) {
        RpcInvocation call = TestApplication.call();
        call.setAttachment(Tag.KEY, tag);
        send(call);
        return call;
    }

    private void send(RpcInvocation call) {
        TagSealFilter seal = new TagSealFilter(application.model());
        new CalleeFilter(application.model())
                .invoke(
                        new FakeInvoker(url(), between -> seal.invoke(new FakeInvoker(url(), any -> {}), between)),
                        call);
    }

    private URL url() {
        return new ServiceConfigURL("tri", "127.0.0.1", 50_051, Echo.class.getName())
                .setScopeModel(application.model().getDefaultModule());
    }
}
