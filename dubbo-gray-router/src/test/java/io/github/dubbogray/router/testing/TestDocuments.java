package io.github.dubbogray.router.testing;

/** Texts of documents for one provider application. */
public final class TestDocuments {

    public static final String PROVIDER = "demo-provider";
    public static final String DATA_ID = "demo-provider.gray-router";

    /** No document: the application does not match, and a lane is missing. */
    public static final String BAD = """
            apiVersion: dubbo-gray/v1
            application: other-provider
            rules:
              - id: all
                to: nowhere
            """;

    private TestDocuments() {}

    /** Returns a document whose gray lane holds the instances with a label {@code version}. */
    public static String document(String version) {
        return document(version, "");
    }

    /** Returns a document with lane {@code canary} and the given further top-level keys. */
    public static String document(String version, String rest) {
        return """
                apiVersion: dubbo-gray/v1
                application: demo-provider
                lanes:
                  canary: { labels: { version: %s } }
                """.formatted(version) + rest;
    }
}
