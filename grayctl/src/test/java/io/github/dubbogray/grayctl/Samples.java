package io.github.dubbogray.grayctl;

/** Documents for tests. */
public final class Samples {

    private Samples() {}

    /** Returns the document of demo-provider with two lanes, its heading lines added. */
    public static String[] document(String... lines) {
        String text = String.join(
                "\n",
                "apiVersion: dubbo-gray/v1",
                "application: demo-provider",
                "lanes:",
                "  canary: { labels: { version: v2 } }",
                "  beta: { labels: { version: v3 }, fallback: [] }",
                String.join("\n", lines));
        return text.split("\n", -1);
    }

    /** Returns a document with a rule for testers and a ramp. */
    public static String[] ramp(String share, String rest) {
        return document(
                "rules:",
                "  - { id: qa, when: { attachment.x-user-type: [qa, dev] }, to: canary }",
                "  - { id: ramp, to: { canary: " + share + ", stable: " + rest + " }, sticky: attachment.user-id }");
    }
}
