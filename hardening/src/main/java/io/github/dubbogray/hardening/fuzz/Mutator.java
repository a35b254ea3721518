package io.github.dubbogray.hardening.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes texts of seeds: cuts, copies and moves characters, words and lines, mixes two seeds, and puts in what grammars stumble
 * over. Knows the words of its seeds, and no parser. The same random numbers make the same texts.
 */
final class Mutator {

    /** The longest text that is made, in characters. */
    static final int LONGEST = 1 << 14;

    private static final int MOST_CHANGES = 6;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[^\\w.-])|(?=[^\\w.-])");
    private static final Pattern LINE_END = Pattern.compile("\n");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Signs of the grammars, borders of number types, and characters that print as nothing, break lines, pair or fold. */
    private static final List<String> STUMBLING_BLOCKS = List.of(
            "\0",
            "\t",
            "\r",
            "\r\n",
            "\n",
            "\u000B",
            "\u001B[31m",
            "\u007F",
            "\u0085",
            "\u00A0",
            "\u00AD",
            "\u200B",
            "\u202E",
            "\u2028",
            "\u2029",
            "\uFEFF",
            "\uFFFE",
            "\uD800",
            "\uDC00",
            "\uD83D\uDE00",
            "\u0130",
            "\u017F",
            "\uFF0D",
            "\u0660",
            "%",
            "%00",
            "%ZZ",
            "%C3%28",
            "&a",
            "*a",
            "!!str",
            "!!java.net.URL",
            "<<: ",
            "---",
            "...",
            "? ",
            ": ",
            "- ",
            "|",
            ">-",
            "|2",
            "'",
            "\"",
            "\\",
            "\\u0000",
            "\\U0001F600",
            "\\uD800",
            "{",
            "}",
            "[",
            "]",
            ",",
            ";",
            "=",
            "#",
            "@",
            "`",
            "~",
            "null",
            "true",
            ".inf",
            ".nan",
            "NaN",
            "-0",
            "0x7F",
            "0o7",
            "1_000",
            "1e9",
            "1e-999999999",
            "2147483648",
            "-9223372036854775809",
            "99999999999999999999",
            "0.1",
            "::",
            "/0",
            "/129",
            "*",
            "(?i)",
            "((",
            "a{1000}",
            "\\p{L}",
            "..",
            "//",
            "user:pw@",
            "$",
            "${a}",
            "\\E");

    private final SplittableRandom random;
    private final List<String> texts;
    private final List<String> words;

    Mutator(List<Seed> seeds, SplittableRandom random) {
        this.random = random;
        this.texts = seeds.stream().map(Seed::text).toList();
        this.words = texts.stream()
                .flatMap(text -> Arrays.stream(BETWEEN_WORDS.split(text, -1)))
                .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), List::copyOf));
    }

    /** Returns another text. */
    String next() {
        String text = oneOf(texts);
        int changes = 0;
        do { // one half of the texts is changed once, a quarter twice: of what is changed often, little is read
            text = changed(text);
        } while (++changes < MOST_CHANGES && random.nextBoolean());
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private String changed(String text) {
        return switch (random.nextInt(11)) {
            case 0 -> at(text, "");
            case 1 -> at(text, oneOf(STUMBLING_BLOCKS));
            case 2 -> at(text, oneOf(words));
            case 3 -> at(text, String.valueOf((char) random.nextInt(0x20, 0x7F)));
            case 4 -> at(text, String.valueOf((char) random.nextInt(0x10000)));
            case 5 -> mixed(text, oneOf(texts));
            case 6 -> ofParts(text, BETWEEN_WORDS, "");
            case 7 -> ofParts(text, LINE_END, "\n");
            case 8 -> withOtherNumber(text);
            case 9 -> repeated(text);
            default -> indented(text);
        };
    }

    /** Puts a text in, and takes up to as many characters out, mostly none or few. */
    private String at(String text, String put) {
        int from = random.nextInt(text.length() + 1);
        int gone =
                random.nextBoolean() ? 0 : random.nextInt(Math.min(text.length() - from, 1 << random.nextInt(7)) + 1);
        return text.substring(0, from) + put + text.substring(from + gone);
    }

    private String mixed(String text, String other) {
        return text.substring(0, random.nextInt(text.length() + 1))
                + other.substring(random.nextInt(other.length() + 1));
    }

    /** Takes a word or line out, doubles it, moves it, or puts one of another seed there. */
    private String ofParts(String text, Pattern between, String glue) {
        List<String> parts = new ArrayList<>(List.of(between.split(text, -1)));
        int from = random.nextInt(parts.size());
        int to = random.nextInt(parts.size());
        switch (random.nextInt(4)) {
            case 0 -> parts.remove(from);
            case 1 -> parts.add(to, parts.get(from));
            case 2 -> parts.set(to, parts.set(from, parts.get(to)));
            default -> {
                String[] others = between.split(oneOf(texts), -1);
                parts.set(to, others[random.nextInt(others.length)]);
            }
        }
        return String.join(glue, parts);
    }

    private String withOtherNumber(String text) {
        List<int[]> numbers = NUMBER.matcher(text)
                .results()
                .map(found -> new int[] {found.start(), found.end()})
                .toList();
        if (numbers.isEmpty()) {
            return text;
        }
        int[] number = numbers.get(random.nextInt(numbers.size()));
        String other = random.nextBoolean()
                ? Long.toString(random.nextLong() >> random.nextInt(Long.SIZE))
                : "9".repeat(random.nextInt(1, 400));
        return text.substring(0, number[0]) + other + text.substring(number[1]);
    }

    private String repeated(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        int times = Math.min(1 << random.nextInt(12), LONGEST / Math.max(1, to - from));
        return text.substring(0, from) + text.substring(from, to).repeat(times) + text.substring(to);
    }

    private String indented(String text) {
        String[] lines = text.split("\n", -1);
        int line = random.nextInt(lines.length);
        lines[line] =
                random.nextBoolean() ? " ".repeat(1 + random.nextInt(4)) + lines[line] : lines[line].stripLeading();
        return String.join("\n", lines);
    }

    private String oneOf(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
