package io.github.dubbogray.it.attack;

import java.io.Serializable;

/** Text of a class that no library knows. */
public record OwnText(String text) implements CharSequence, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
