package io.github.dubbogray.router.route;

import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.event.InOrder;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.registry.RegistryService;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.Invoker;
import org.jspecify.annotations.Nullable;

/**
 * What one router follows: the documents, the registry's services and the health of what its present instances are of, and
 * of no others.
 * What cannot be followed is tried again later. Notifications and later tries come one at a time, without a lock: to follow a
 * document calls all who listen to it. {@link #end} does not wait for them.
 */
final class Followed {

    private static final Logger LOG = LoggerFactory.getLogger(Followed.class);
    private static final long LONGEST_WAIT_SECONDS = 3;

    private final URL reference;
    private final GrayApplication gray;
    private final Retry retry;
    private final Runnable onChange;
    private final InOrder turns = new InOrder();

    /** Used in turn, as all below. */
    private final FollowedNames<String> documents;

    private final FollowedNames<RegistryService> services;

    /** The applications of which is heard who is out. */
    private final FollowedNames<String> watched;

    private final Trouble trouble = new Trouble();

    private volatile boolean isEnded;

    /** The thread that is about it now: it waits for nobody. */
    private volatile @Nullable Thread runner;

    /**
     * Follows nothing yet.
     *
     * @param onChange is called after each change of what is followed
     */
    Followed(URL reference, GrayApplication gray, Retries retries, Runnable onChange) {
        this.reference = reference;
        this.gray = gray;
        this.retry = new Retry(retries, () -> inTurn(this::follow));
        this.onChange = onChange;
        this.documents = new FollowedNames<>(
                InstanceLabels::applicationOf,
                name -> gray.followDocument(name, onChange),
                name -> gray.documents().forget(name, onChange));
        this.services = new FollowedNames<>(
                RegistryService::of,
                name -> gray.live().follow(name, onChange),
                name -> gray.live().forget(name, onChange));
        this.watched = new FollowedNames<>(
                InstanceLabels::applicationOf,
                name -> gray.watches().follow(name, onChange),
                name -> gray.watches().forget(name, onChange));
    }

    /**
     * Follows what instances are of, and calls back if that is more than before. May wait for what is new to answer; where another
     * thread is about it already, that one goes on with these, which is waited for too, but not for ever: who is told there may wait
     * for this thread.
     */
    <T> void follow(List<Invoker<T>> instances) {
        CountDownLatch done = new CountDownLatch(1);
        inTurn(() -> {
            try {
                want(instances);
                follow();
            } finally {
                done.countDown();
            }
        });
        if (!Thread.currentThread().equals(runner)) {
            await(done);
        }
    }

    private static void await(CountDownLatch done) {
        try {
            if (!done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("What instances are of is followed by another thread, which takes its time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> void want(List<Invoker<T>> instances) {
        documents.want(instances);
        services.want(instances);
        watched.want(instances);
        if (documents.isTooMany()) {
            gray.warnOnce("More than " + FollowedNames.MOST + " applications provide " + reference.getServiceKey()
                    + ": the documents of so many are followed, instances of the others go by labels and tags alone");
        }
    }

    private void inTurn(Runnable task) {
        turns.add(() -> {
            runner = Thread.currentThread();
            Guarded.run(task, bug -> gray.report("Cannot follow what the instances of {} are of.", reference, bug));
            runner = null;
        });
        turns.run();
    }

    private void follow() {
        if (isEnded) {
            return;
        }
        boolean isMoreDocuments = documents.follow(this::report);
        boolean isMoreServices = services.follow(this::report);
        boolean isMoreWatched = watched.follow(this::report);
        if (isEnded) {
            forgetAll(); // what was followed after the end looked
        } else if (isComplete()) {
            trouble.isOver();
        }
        if (isMoreDocuments || isMoreServices || isMoreWatched) {
            onChange.run();
        }
        if (!isEnded && !isComplete()) {
            retry.later(); // at last, as no thread may be had for it
        }
    }

    private boolean isComplete() {
        return documents.isComplete() && services.isComplete() && watched.isComplete();
    }

    private void report(Throwable failure) {
        if (trouble.isNews(failure)) {
            gray.report("Documents or registries cannot be followed; tried again until they can.", failure);
        }
    }

    /** Follows nothing any more. */
    void end() {
        isEnded = true;
        forgetAll();
    }

    private void forgetAll() {
        gray.documents().forget(onChange);
        gray.live().forget(onChange);
        gray.watches().forget(onChange);
    }
}
