package io.github.dubbogray.filter.client;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.trust.HostPatterns;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.router.GrayApplication;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Which headers an outgoing HTTP request gets: {@code x-gray-tag} with the tag of now, if there is one and the host may see
 * it ({@code dubbo.gray.http.hosts}, default all), and its signature where a secret is configured. For clients that have no class of their own here:
 *
 * <pre>{@code
 * headers.to(uri).forEach(header -> request.header(header.name(), header.value()));
 * }</pre>
 */
public final class OutboundHeaders {

    private static final Logger LOG = LoggerFactory.getLogger(OutboundHeaders.class);

    private final Supplier<ApplicationModel> application;
    private final AtomicBoolean logged = new AtomicBoolean();

    /** Written by whoever needs it first; all would write the same. */
    private volatile @Nullable Settled settled;

    private OutboundHeaders(Supplier<ApplicationModel> application) {
        this.application = application;
    }

    /** Returns those of Dubbo's default application, which is the only one in most processes. */
    public static OutboundHeaders ofDefaultApplication() {
        return new OutboundHeaders(ApplicationModel::defaultModel);
    }

    /** Returns those of an application. */
    public static OutboundHeaders of(ApplicationModel application) {
        return new OutboundHeaders(() -> application);
    }

    /** Returns the headers of a request that this thread makes now; none if there is no tag. Never throws. */
    public List<Header> to(URI uri) {
        return to(uri, GrayContext.tag().orElse(null));
    }

    /** Returns the headers of a request with a tag, or none if null. */
    List<Header> to(URI uri, @Nullable Tag tag) {
        if (tag == null) {
            return List.of();
        }
        try {
            Settled known = settled();
            return known.allow(uri) ? known.headers(tag.text()) : List.of();
        } catch (Throwable bug) {
            report(bug);
            return List.of();
        }
    }

    /** Takes note of a bug of this library for which a request goes out as the application made it (clause D4). */
    void report(Throwable bug) {
        String what = "An HTTP request goes out without its tag.";
        Settled known = settled;
        if (known != null) {
            Mishap.report(known.gray(), what, bug);
        } else if (logged.compareAndSet(false, true)) {
            Mishap.log(LOG, what + " There is no application to ask; logged once.", bug);
        }
    }

    /** Not before the first tag: clients are made before an application has read its properties. */
    private Settled settled() {
        Settled known = settled;
        if (known == null) {
            ApplicationModel model = application.get();
            known = new Settled(
                    GrayApplication.of(model),
                    Entry.of(model).hosts(),
                    Entry.of(model).signatures());
            settled = known;
        }
        return known;
    }

    /** What an application has settled. */
    private record Settled(GrayApplication gray, HostPatterns hosts, Optional<TagSignatures> signatures) {

        boolean allow(URI uri) {
            return gray.isActive() && hosts.match(uri.getHost());
        }

        List<Header> headers(String tag) {
            Header plain = new Header(Tag.KEY, tag);
            return signatures
                    .map(signing -> List.of(plain, new Header(TagSignatures.KEY, signing.sign(tag))))
                    .orElseGet(() -> List.of(plain));
        }
    }

    /** A header of a request. */
    public record Header(String name, String value) {}
}
