package io.github.dubbogray.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The tables of {@code docs/scale.md}. Run with the page's path it writes them there, without one it prints them:
 * {@code java -cp benchmarks/target/classes io.github.dubbogray.benchmarks.scale.ScaleTables docs/scale.md}.
 */
public final class ScaleTables {

    static final String BEGIN = "<!-- made by ScaleTables -->\n";
    static final String END = "<!-- end -->\n";

    /** How far from their means the tables are is chance, and the same chance each time. */
    private static final long SEED = 1;

    private static final double MEGA = 1_000_000;
    private static final double MEBI = 1 << 20;

    private static final Estate LARGE = new Estate(10_000, 100_000, 1_000, 10, 30, 1);

    private static final List<Estate> ESTATES = List.of(
            new Estate(100, 1_000, 100, 10, 30, 1),
            new Estate(1_000, 10_000, 500, 10, 30, 1),
            LARGE,
            LARGE.reconciledEvery(600),
            new Estate(10_000, 100_000, 100, 10, 30, 1),
            new Estate(10_000, 100_000, 100, 10, 0, 1));

    /** As docs/scale.md says where they were measured. */
    static final Measured MEASURED = new Measured(711, 1_229, 30, 64_000, 0.25, 1_000, 1.0);

    private ScaleTables() {}

    /** Writes or prints them. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.out.print(tables());
            return;
        }
        Path page = Path.of(arguments[0]);
        Files.writeString(page, with(Files.readString(page), tables()));
    }

    /** Returns a page with its made part replaced. */
    static String with(String page, String tables) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(0, begin) + "\n" + tables + "\n" + page.substring(page.indexOf(END, begin));
    }

    static String tables() {
        StringBuilder text = new StringBuilder("""
            | consumers | instances | applications | whole list every | subscriptions | announcements | pushed | of it in the worst second | asked for | announced in the worst second after a publication | Nacos keeps of announcements | a consumer keeps | a consumer's core |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """);
        ESTATES.forEach(estate -> text.append(row(estate)));
        return text.append('\n').append(together()).toString();
    }

    private static String row(Estate estate) {
        Hour hour = Hour.of(estate, 1, SEED);
        double list = MEASURED.listBytes(estate.instancesOfOne());
        return String.format(
                Locale.ROOT,
                "| %,d | %,d | %,d | %s | %,d | %,d | %,.1f lists/s, %,.1f MB/s | %,.0f MB/s | %,.0f lists/s, %,.1f"
                        + " MB/s | %,d | %,.0f MB | %,.1f MB | %.2f %% |\n",
                estate.consumers(),
                estate.instances(),
                estate.applications(),
                estate.reconcileSeconds() == 0 ? "never" : estate.reconcileSeconds() + " s",
                estate.subscriptions(),
                estate.announcements(),
                Hour.mean(hour.pushes()),
                Hour.mean(hour.pushes()) * list / MEGA,
                Hour.percentile(hour.pushes(), 100) * list / MEGA,
                Hour.mean(hour.questions()),
                Hour.mean(hour.questions()) * list / MEGA,
                Publication.to((int) Math.round(estate.consumersOfOne()), SEED).most(),
                estate.announcements() * MEASURED.announcementHeap() / MEBI,
                MEASURED.consumerHeap(estate) / MEBI,
                100 * MEASURED.consumerLoad(estate));
    }

    /** The same day's deployments, by ever more applications at once. */
    private static String together() {
        StringBuilder text = new StringBuilder("""
            | applications deployed at once | lists pushed in a second | not exceeded in 99 of 100 seconds | worst second | worst second |
            |---|---|---|---|---|
            """);
        for (int atOnce : new int[] {1, 5, 20}) {
            int[] pushes = Hour.of(LARGE, atOnce, SEED).pushes();
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %,.0f | %,d | %,d | %,.0f MB |\n",
                    atOnce,
                    Hour.mean(pushes),
                    Hour.percentile(pushes, 99),
                    Hour.percentile(pushes, 100),
                    Hour.percentile(pushes, 100) * MEASURED.listBytes(LARGE.instancesOfOne()) / MEGA));
        }
        return text.toString();
    }
}
