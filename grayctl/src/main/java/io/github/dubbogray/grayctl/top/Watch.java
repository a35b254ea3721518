package io.github.dubbogray.grayctl.top;

import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.nacos.NacosRequestException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Looks again and again, on a thread of its own: a Nacos that is slow, or away, holds up no key. What it saw last stays when
 * it sees nothing any more.
 */
public final class Watch implements AutoCloseable {

    private final Nacos nacos;
    private final List<String> named;
    private final Function<String, Figures> figures;
    private final Clock clock;
    private final Duration pause;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;

    /** Written by the thread; read by who draws. */
    private volatile View view = new View.Nothing("asking Nacos …");

    private final Selection selection = new Selection();

    private volatile boolean isClosed;

    /**
     * Begins.
     *
     * @param named the applications to show; all that have a document if there are none
     * @param figures gives the live figures of an application; must not throw
     * @param pause between two looks
     */
    public Watch(Nacos nacos, List<String> named, Function<String, Figures> figures, Clock clock, Duration pause) {
        this.nacos = nacos;
        this.named = List.copyOf(named);
        this.figures = figures;
        this.clock = clock;
        this.pause = pause;
        this.thread = new Thread(this::run, "grayctl-top");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns what is known. */
    public View view() {
        return view;
    }

    /** Shows the next application. */
    public void next() {
        selection.next();
        lookSoon();
    }

    /** Looks at once. */
    public void lookSoon() {
        wanted.release();
    }

    private void run() {
        try {
            while (!isClosed) {
                view = look(view);
                if (wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong is shown, and asked again later. */
    private View look(View before) {
        try {
            List<String> applications = named.isEmpty() ? nacos.documents().applications() : named;
            Selection.Found found = selection.among(applications);
            if (found instanceof Selection.Found.None) {
                return new View.Nothing("no application has a document in " + nacos.place());
            }
            if (found instanceof Selection.Found.Gone gone) {
                return new View.Gone(gone.application(), nacos.place());
            }
            Selection.Found.Here here = (Selection.Found.Here) found;
            return new View.Current(
                    Snapshot.of(nacos, here.application(), figures.apply(here.application()), clock.instant()),
                    here.place());
        } catch (RuntimeException failure) {
            return before.failed(why(failure));
        }
    }

    private static String why(RuntimeException failure) {
        boolean isAway = failure instanceof NacosRequestException refused
                && refused.kind() == NacosRequestException.Kind.UNREACHABLE;
        return (isAway ? "Nacos does not answer" : "Nacos is not understood") + ": " + failure.getMessage();
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }
}
