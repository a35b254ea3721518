package io.github.dubbogray.it.demo;

/** The documents that the scenes publish. */
final class Documents {

    /** How many mistakes the broken document has. */
    static final int MISTAKES = 3;

    private static final String HEAD = """
            apiVersion: dubbo-gray/v1
            application: demo-provider
            """;

    private static final String FAILURES = """
            failures:
              exceptions: [java.lang.IllegalStateException]
            """;

    private Documents() {}

    /** Declares the lane and nothing else. */
    static String lanes() {
        return HEAD + """
                lanes:
                  canary:
                    labels: { version: v2 }
                """;
    }

    /** Gives a share of the users to the lane. */
    static String ramp(int percent) {
        return lanes() + """
                rules:
                  - id: ramp
                    to: { canary: %d%%, stable: %d%% }
                    sticky: attachment.user-id
                """.formatted(percent, 100 - percent);
    }

    /** Lets nobody who wants the lane go elsewhere. */
    static String strict() {
        return HEAD + """
                lanes:
                  canary:
                    labels: { version: v2 }
                    fallback: []
                """;
    }

    /** Sends everybody to stable. */
    static String disabled() {
        return HEAD + "enabled: false\n" + lanes().substring(HEAD.length());
    }

    /** Colors a share of the users where they enter the chain. */
    static String entry(int percent) {
        return """
            apiVersion: dubbo-gray/v1
            application: demo-consumer
            lanes:
              canary:
                labels: { tag: canary }
            rules:
              - id: ramp
                to: { canary: %d%%, stable: %d%% }
                sticky: header.user-id
            """.formatted(percent, 100 - percent);
    }

    /** Gives a feature to a share of the users, under the id of the rule that colors them. */
    static String features(int percent) {
        return """
            apiVersion: dubbo-gray/v1
            application: demo-consumer
            switches:
              feature.user.v2:
                type: boolean
                description: new user centre
                owner: team-user
                default: false
                rules:
                  - { id: ramp, to: { true: %d%%, false: %d%% }, sticky: attachment.user-id }
            """.formatted(percent, 100 - percent);
    }

    /** Declares the lane, and says how calls of the demo's provider fail. */
    static String watched() {
        return lanes() + FAILURES;
    }

    /** Takes a sick instance of stable out for long. */
    static String ejecting() {
        return HEAD + """
                lanes:
                  stable:
                    outlier: { window: 10s, ejectFor: 60s }
                  canary:
                    labels: { version: v2 }
                """ + FAILURES;
    }

    /** Has instances of any version in the lane. */
    static String twoVersions() {
        return HEAD + """
                lanes:
                  canary:
                    labels: { env: gray }
                """ + FAILURES;
    }

    /** Leaves a sick lane, and a sick instance of stable, and says how calls of the demo's provider fail. */
    static String health() {
        return HEAD + """
                lanes:
                  stable:
                    outlier: { window: 2s, ejectFor: 2s }
                  canary:
                    labels: { version: v2 }
                    health: { window: 2s, openFor: 2s, return: [50%, 100%] }
                rules:
                  - id: everybody
                    when: { attachment.user-id: { exists: true } }
                    to: { canary: 100% }
                    sticky: attachment.user-id
                """ + FAILURES;
    }

    /** Lets a release begin: the lane has nothing yet. */
    static String released() {
        return ramp(0) + FAILURES;
    }

    /** Steps of seconds, for some hundred calls a second. */
    static String plan() {
        return HEAD + """
                lane: canary
                rule: ramp
                steps:
                  - { share: 5%, hold: 5s }
                  - { share: 50%, hold: 5s }
                  - { share: 100%, hold: 2s }
                analysis: { every: 1s, minCalls: 50, errorMargin: 10, slowMargin: 10 }
                """;
    }

    /** Has {@link #MISTAKES} mistakes. */
    static String broken() {
        return HEAD + """
                lanes:
                  canary:
                    labels: { version: v2 }
                rules:
                  - id: ramp
                    to: { canry: 10%, stable: 80% }
                  - id: ramp
                    when: { methd: echo }
                    to: canary
                """;
    }
}
