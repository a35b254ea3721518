package io.github.dubbogray.grayctl.input;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Finds where bytes stop being UTF-8. */
final class Utf8 {

    private Utf8() {}

    /** Returns how many bytes from the first on are UTF-8: all of them, if it is. */
    static int lengthOfGood(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        decoder.decode(in, CharBuffer.allocate(bytes.length), true); // what is wrong stays in front of the position
        return in.position();
    }
}
