package io.github.dubbogray.it.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Other spellings of names and values. */
final class Spellings {

    private Spellings() {}

    /** Returns a name with every combination of upper and lower case. */
    static List<String> everyCaseOf(String name) {
        int[] letters = IntStream.range(0, name.length())
                .filter(i -> Character.isLetter(name.charAt(i)))
                .toArray();
        return IntStream.range(0, 1 << letters.length)
                .mapToObj(upper -> {
                    StringBuilder spelled = new StringBuilder(name);
                    for (int i = 0; i < letters.length; i++) {
                        if ((upper >> i & 1) == 1) {
                            spelled.setCharAt(letters[i], Character.toUpperCase(name.charAt(letters[i])));
                        }
                    }
                    return spelled.toString();
                })
                .toList();
    }

    /** Returns a name in a few letter cases and with look-alikes of letters, hyphens and blanks, by what they are. */
    static Map<String, String> ofName(String name) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("as it is", name);
        names.put("upper case", name.toUpperCase(Locale.ROOT));
        names.put("title case", titled(name));
        names.put(
                "last letter upper",
                name.substring(0, name.length() - 1) + Character.toUpperCase(name.charAt(name.length() - 1)));
        names.put("underscores", name.replace('-', '_'));
        names.put("one underscore", name.replaceFirst("-", "_"));
        names.put("dots", name.replace('-', '.'));
        names.put("no hyphens", name.replace("-", ""));
        names.put("Unicode hyphens", name.replace('-', '\u2010'));
        names.put("soft hyphen inside", name.charAt(0) + "\u00AD" + name.substring(1));
        names.put("Cyrillic a", name.replace('a', '\u0430'));
        names.put("full width", wide(name));
        names.put("long s", name.replace('s', '\u017F'));
        names.put("dotless i", name.replace('i', '\u0131'));
        names.put("dotted I", name.replace('i', '\u0130'));
        names.put("percent-encoded", name.replace("a", "%61"));
        names.put("percent-encoded hyphen", name.replace("-", "%2D"));
        names.put("blank before", " " + name);
        names.put("blank behind", name + " ");
        names.put("tab before", "\t" + name);
        names.put("tab behind", name + "\t");
        names.put("no-break space behind", name + "\u00A0");
        names.put("zero width space behind", name + "\u200B");
        names.put("NUL behind", name + "\0");
        names.put("colon before", ":" + name);
        names.put("quoted", "\"" + name + "\"");
        return names;
    }

    /** Returns a value in other spellings, by what they are. */
    static Map<String, String> ofValue(String value) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("as it is", value);
        values.put("blanks around", "  " + value + "  ");
        values.put("tabs around", "\t" + value + "\t");
        values.put("no-break spaces around", "\u00A0" + value + "\u00A0");
        values.put("ideographic spaces around", "\u3000" + value + "\u3000");
        values.put("byte order mark before", "\uFEFF" + value);
        values.put("upper case", value.toUpperCase(Locale.ROOT));
        values.put("percent-encoded", "%" + Integer.toHexString(value.charAt(0)) + value.substring(1));
        values.put("twice percent-encoded", "%25" + Integer.toHexString(value.charAt(0)) + value.substring(1));
        values.put("entity", "&#" + (int) value.charAt(0) + ";" + value.substring(1));
        values.put("quoted", "\"" + value + "\"");
        values.put("single-quoted", "'" + value + "'");
        values.put("Cyrillic a", value.replace('a', '\u0430'));
        values.put("full width", wide(value));
        values.put("zero width space inside", value.charAt(0) + "\u200B" + value.substring(1));
        values.put("twice in one", value + "," + value);
        values.put("quality", value + ";q=0.8");
        values.put("smuggled label", value + ",env=gray");
        values.put("folded", "\r\n " + value);
        values.put("carriage return behind", value + "\r");
        values.put("line feed behind", value + "\n");
        values.put("NUL behind", value + "\0");
        values.put("empty first", "," + value);
        values.put("mime encoded", "=?utf-8?B?Y2FuYXJ5?=");
        values.put("extended notation", "utf-8''" + value);
        return values;
    }

    private static String titled(String name) {
        StringBuilder titled = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            if (i == 0 || name.charAt(i - 1) == '-') {
                titled.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return titled.toString();
    }

    private static String wide(String text) {
        return text.chars()
                .map(letter -> letter > ' ' && letter < 0x7F ? letter + 0xFEE0 : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
