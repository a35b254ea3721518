package io.github.dubbogray.grayctl.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes results as continuous integration reads them: JUnit's XML, a suite for each file. */
public final class JUnitReport {

    private final Map<String, List<TestResult>> suites = new LinkedHashMap<>();

    /** Has no suite yet. */
    public JUnitReport() {}

    /** Adds the results of a file. */
    public void add(String file, List<TestResult> results) {
        suites.put(file, List.copyOf(results));
    }

    @Override
    public String toString() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        suites.forEach((file, results) -> {
            long failed = results.stream().filter(result -> !result.isPassed()).count();
            xml.append("  <testsuite name=\"")
                    .append(escaped(file))
                    .append("\" tests=\"")
                    .append(results.size());
            xml.append("\" failures=\"").append(failed).append("\" errors=\"0\" skipped=\"0\" time=\"0\">\n");
            results.forEach(result -> append(xml, file, result));
            xml.append("  </testsuite>\n");
        });
        return xml.append("</testsuites>\n").toString();
    }

    private static void append(StringBuilder xml, String file, TestResult result) {
        xml.append("    <testcase classname=\"").append(escaped(file)).append("\" name=\"");
        xml.append(escaped(result.name())).append("\" time=\"0\"");
        if (result.isPassed()) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n      <failure message=\"")
                .append(escaped(result.failures().get(0)))
                .append("\">");
        xml.append(escaped(String.join("\n", result.failures()))).append("</failure>\n    </testcase>\n");
    }

    /** What XML cannot hold becomes a question mark. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                default -> escaped.appendCodePoint(isAllowed(point) ? point : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int point) {
        return point == '\t'
                || (point >= ' ' && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x1_0000;
    }
}
