package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.context.Hops;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.filter.entry.EntryDecision;
import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.tag.TagText;
import io.github.dubbogray.router.GrayApplication;
import java.util.Optional;
import org.apache.dubbo.common.deploy.ApplicationDeployListener;
import org.apache.dubbo.common.deploy.ApplicationDeployer;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Where requests enter an application that are no Dubbo calls: gives each its tag, the one it came with or the one that the
 * application's own document gives (clause R2), for as long as it is served.
 *
 * <pre>{@code
 * try (GrayEntry.Scope scope = entry.enter(request)) {
 *     chain.doFilter(...);
 * }
 * }</pre>
 *
 * <p>One for each {@link ApplicationModel}, made while the application starts: from then on the application follows its own
 * document, and no request waits for it.
 */
public final class GrayEntry {

    /** The attachment and header of a response that says who served what was called for it. */
    public static final String SERVED_BY = Hops.KEY;

    private static final Logger LOG = LoggerFactory.getLogger(GrayEntry.class);
    private static final EntryDecision WITHOUT = new EntryDecision.Untagged();

    private final GrayApplication gray;
    private final Entry entry;
    private final TagText tags;

    /** For Dubbo's bean factory; use {@link #of}. */
    public GrayEntry(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.entry = Entry.of(application);
        this.tags = new TagText(gray.meters());
        if (gray.isActive()) {
            LOG.info("Entry: " + entry.describe());
            followFromStart(application.getDeployer());
        }
    }

    /** Returns the one of an application; to be called before the first request. */
    public static GrayEntry of(ApplicationModel application) {
        return application.getBeanFactory().getOrRegisterBean(GrayEntry.class);
    }

    /**
     * Gives a request its tag until the scope is closed, which must happen on the same thread. Never throws: on a bug of
     * this library the request has no tag (clause D4).
     */
    public Scope enter(EntryRequest request) {
        return enter(decide(request));
    }

    /** Decides the tag of a request, for an entry that serves it later or on several threads. Never throws. */
    public EntryDecision decide(EntryRequest request) {
        if (!gray.isActive()) {
            return WITHOUT;
        }
        try {
            return entry.decide(request, tags);
        } catch (Throwable bug) {
            Mishap.report(gray, "A request enters without its tag.", bug);
            return WITHOUT;
        }
    }

    /** Gives this thread the tag that was decided, until the scope is closed, which must happen on the same thread. */
    public Scope enter(EntryDecision decision) {
        return new Scope(decision, RequestScope.enter(decision.tag().orElse(null)));
    }

    /**
     * Goes on with a request on another thread, or later: it has the same tag, and what is called for it is told by each of its scopes.
     * The scope must be closed on the same thread.
     *
     * @param request a scope of the request, which may be closed
     */
    public Scope enterAgain(Scope request) {
        EntryDecision decision = request.decision();
        return new Scope(decision, RequestScope.enter(decision.tag().orElse(null), request.hops));
    }

    /** Before Dubbo is initialized, nobody knows the config centre; asked too early it would be taken for missing. */
    private void followFromStart(ApplicationDeployer deployer) {
        if (deployer.isInitialized()) {
            follow();
        } else {
            deployer.addDeployListener(new AtStart());
        }
    }

    private void follow() {
        try {
            gray.followOwnDocument();
        } catch (Throwable bug) {
            Mishap.report(gray, "The document of this application is not followed.", bug);
        }
    }

    private final class AtStart implements ApplicationDeployListener {

        @Override
        public void onInitialize(ApplicationModel application) {}

        @Override
        public void onStarting(ApplicationModel application) {}

        @Override
        public void onModuleStarted(ApplicationModel application) {
            follow();
        }

        @Override
        public void onStarted(ApplicationModel application) {
            follow();
        }

        @Override
        public void onStopping(ApplicationModel application) {}

        @Override
        public void onStopped(ApplicationModel application) {}

        @Override
        public void onFailure(ApplicationModel application, Throwable cause) {}
    }

    /** The time in which a request is served on one thread. */
    public static final class Scope implements AutoCloseable {

        private final EntryDecision decision;
        private final RequestScope context;
        private final Hops hops;

        private Scope(EntryDecision decision, RequestScope context) {
            this.decision = decision;
            this.context = context;
            this.hops = context.hops();
        }

        /** Returns the request's tag, or empty if it has none. */
        public Optional<Tag> tag() {
            return decision.tag();
        }

        /** Returns the tag's origin. */
        public EntryDecision decision() {
            return decision;
        }

        /** Returns who served what was called so far, for the header {@value #SERVED_BY}; empty if nobody said. */
        public String servedBy() {
            return hops.text();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
