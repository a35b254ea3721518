package io.github.dubbogray.core.rule.argument;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a map that a step may mean: its text, the whole number, the truth value or the character that it spells, and
 * the enum constant of that name. In a generic call they are texts; elsewhere they are what the map's owner chose.
 *
 * @param name the step's text
 * @param candidates keys to ask for, in this order
 */
record MapKeys(String name, List<Object> candidates) {

    /** An enum has fewer constants: its class file has no room for more. A map that goes on is none that has them as keys. */
    static final int MOST_CONSTANTS = 4_096;

    /** Longer numbers are texts only: nobody's key is one, and to read it takes time. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9]\\d{0,39}");

    MapKeys {
        candidates = List.copyOf(candidates);
    }

    static MapKeys of(String name) {
        List<Object> candidates = new ArrayList<>(List.of(name));
        if (WHOLE_NUMBER.matcher(name).matches()) {
            addNumbers(new BigInteger(name), candidates);
        }
        if (name.length() == 1) {
            candidates.add(name.charAt(0));
        }
        if (name.equals("true") || name.equals("false")) {
            candidates.add(Boolean.valueOf(name));
        }
        return new MapKeys(name, candidates);
    }

    /** A number equals one of its own type only, so every type that can hold it is asked for. */
    private static void addNumbers(BigInteger number, List<Object> candidates) {
        int bits = number.bitLength();
        if (bits < Integer.SIZE) {
            candidates.add(number.intValue());
        }
        if (bits < Long.SIZE) {
            candidates.add(number.longValue());
        }
        if (bits < Short.SIZE) {
            candidates.add(number.shortValue());
        }
        if (bits < Byte.SIZE) {
            candidates.add(number.byteValue());
        }
        candidates.add(number);
        candidates.add(new BigDecimal(number));
    }

    /** Returns the value of the first key that has one, or null. */
    @Nullable Object valueIn(Map<?, ?> map) {
        for (int i = 0; i < candidates.size(); i++) { // no iterator: a decision allocates nothing
            Object value = valueOf(map, candidates.get(i));
            if (value != null) {
                return value;
            }
        }
        return valueOfConstant(map);
    }

    private static @Nullable Object valueOf(Map<?, ?> map, Object key) {
        try {
            return map.get(key);
        } catch (RuntimeException otherKeys) { // a sorted map refuses keys of another type
            return null;
        }
    }

    /**
     * A map whose keys are no constants is left at the first of them, at a second null, and after as many as an enum can have:
     * how long it goes on is up to the host.
     */
    private @Nullable Object valueOfConstant(Map<?, ?> map) {
        int asked = 0;
        boolean isNullPassed = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            if (key instanceof Enum<?> constant) {
                if (constant.name().equals(name)) {
                    return entry.getValue();
                }
            } else if (key != null || isNullPassed) {
                return null;
            } else {
                isNullPassed = true;
            }
            if (++asked > MOST_CONSTANTS) {
                return null;
            }
        }
        return null;
    }
}
