package io.github.dubbogray.hardening.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text to begin with, one for each production of a grammar.
 *
 * @param name the production
 * @param verdict what the parser says of it
 */
record Seed(String name, Verdict verdict, String text) {

    /** Before each seed of a file stands {@code === + name}, or {@code === - name} if it is refused. */
    private static final Pattern BEGINNING = Pattern.compile("=== ([+-]) (.+)");

    /** Characters that editors hide or change are spelled {@code {{U+FEFF}}}. */
    private static final Pattern SPELLED_OUT = Pattern.compile("\\{\\{U\\+([0-9A-F]{1,6})}}");

    /** What a parser says. */
    enum Verdict {
        /** It is one. */
        ACCEPTED,
        /** It is none. */
        REFUSED
    }

    /** Returns the seeds of a parser, in the order of their file. */
    static List<Seed> of(Parser parser) {
        String file = "/seeds/" + parser.spelling() + ".txt";
        try (InputStream stream = Seed.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no seeds in " + file);
            }
            return read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Reads a file; the last line break of a text is not of it. */
    static List<Seed> read(String file) {
        List<Seed> seeds = new ArrayList<>();
        for (String part : file.split("(?m)^(?==== [+-] )", -1)) {
            int end = part.indexOf('\n');
            var beginning = BEGINNING.matcher(end < 0 ? part : part.substring(0, end));
            if (beginning.matches()) {
                String body = end < 0 ? "" : part.substring(end + 1);
                seeds.add(new Seed(
                        beginning.group(2),
                        beginning.group(1).equals("+") ? Verdict.ACCEPTED : Verdict.REFUSED,
                        unspelled(body.endsWith("\n") ? body.substring(0, body.length() - 1) : body)));
            }
        }
        return List.copyOf(seeds);
    }

    private static String unspelled(String text) {
        return SPELLED_OUT
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
    }
}
