package io.github.dubbogray.router.settings;

import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the properties of this library. A value that cannot be read is a problem, a sentence that names the property,
 * the value and what counts instead. So is one that is blank, which is more often a variable that was not set than a wish.
 * Made, asked and left by one thread.
 */
public final class GrayProperties {

    private static final Pattern SEPARATOR = Pattern.compile(",");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Function<String, @Nullable String> values;
    private final Function<String, @Nullable String> unlessBlank;
    private final List<String> problems = new ArrayList<>();

    private GrayProperties(Function<String, @Nullable String> values, Function<String, @Nullable String> unlessBlank) {
        this.values = values;
        this.unlessBlank = unlessBlank;
    }

    /** Returns those of an application, from where Dubbo reads its own; none on a Dubbo that is not supported. */
    public static GrayProperties of(ApplicationModel application) {
        if (!DubboRelease.isSupported()) {
            return of(key -> null);
        }
        PropertyPlaces places = PropertyPlaces.of(application);
        return new GrayProperties(places::first, places::firstNotBlank);
    }

    /** Returns those that a function gives, which answers null where there is none. */
    public static GrayProperties of(Function<String, @Nullable String> values) {
        return new GrayProperties(values, values);
    }

    /** Returns what was wrong so far, in the order in which it was asked for. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Takes what the reader of a value finds wrong with it. */
    public void problem(String sentence) {
        problems.add(sentence);
    }

    /** Returns whether a property is nowhere; one that is blank is there. */
    public boolean isAbsent(String key) {
        return values.apply(key) == null;
    }

    /** Returns what a property says, without the blanks around it; empty if it is absent or blank. */
    public Optional<String> text(String key) {
        return said(values.apply(key));
    }

    /**
     * Returns what a property says, where one that is there and blank is a problem.
     *
     * @param whatIfBlank goes on with the sentence: what that means and what counts
     */
    public Optional<String> text(String key, String whatIfBlank) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !isAbsent(key)) {
            problem(key + " is blank, " + whatIfBlank);
        }
        return text;
    }

    /**
     * Returns a property as Dubbo reads its own: where one place has a blank, the next place is asked. That it is blank in
     * all of them is a problem.
     *
     * @param whatIfBlank goes on with the sentence: what that means and what counts
     */
    public Optional<String> textOfSomePlace(String key, String whatIfBlank) {
        Optional<String> text = said(unlessBlank.apply(key));
        if (text.isEmpty() && !isAbsent(key)) {
            problem(key + " is blank, " + whatIfBlank);
        }
        return text;
    }

    /** Returns a truth value. */
    public boolean truth(String key, boolean otherwise) {
        String rule = "must be true or false; it counts as " + otherwise;
        String text = text(key, rule).orElse(Boolean.toString(otherwise));
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        problem(key + " is " + Quoted.of(text) + ", " + rule);
        return otherwise;
    }

    /** Returns a whole number of seconds, both bounds included. */
    public long seconds(String key, long least, long most, long otherwise) {
        String rule = "must be a whole number of seconds from " + least + " to " + most + "; it counts as " + otherwise;
        String text = text(key, rule).orElse(Long.toString(otherwise));
        if (WHOLE_NUMBER.matcher(text).matches()) {
            long seconds = Long.parseLong(text);
            if (seconds >= least && seconds <= most) {
                return seconds;
            }
        }
        problem(key + " is " + Quoted.of(text) + ", " + rule);
        return otherwise;
    }

    /** Returns what stands between commas, without blanks around it and without empty parts. */
    public static List<String> parts(String text) {
        return SEPARATOR
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Optional<String> said(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
