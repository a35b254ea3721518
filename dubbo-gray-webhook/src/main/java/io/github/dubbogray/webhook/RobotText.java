package io.github.dubbogray.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A text that no robot cuts. */
public final class RobotText {

    /** The shortest text that a robot cuts or refuses is 2 048 bytes, WeCom's. */
    public static final int LONGEST_BYTES = 2_000;

    /** For how the last line says what is left out. */
    private static final int RESERVED_BYTES = 20;

    private RobotText() {}

    /** Returns a heading and the lines under it; past {@value #LONGEST_BYTES} bytes only how many more there are. */
    public static String of(String heading, List<String> lines) {
        StringBuilder text = new StringBuilder(heading);
        int bytes = bytes(heading);
        for (int i = 0; i < lines.size(); i++) {
            String line = "\n" + lines.get(i);
            bytes += bytes(line);
            if (bytes > LONGEST_BYTES - RESERVED_BYTES) {
                return text.append("\nand ")
                        .append(lines.size() - i)
                        .append(" more")
                        .toString();
            }
            text.append(line);
        }
        return text.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
